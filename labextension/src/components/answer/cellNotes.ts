import type { TranslationBundle } from '@jupyterlab/translation';

import type { ProblemView } from '../../contracts';
import { type IAnswer, readMark } from '../../models/answers';

interface ICellFacts {
  readonly answer: IAnswer | null;
  /** Our metadata of the cell, unread. */
  readonly mark: unknown;
  readonly problem: ProblemView | null;
  readonly isReadOnly: boolean;
}

/** What a person should know about an answer cell before submitting it. */
export function cellNotes(
  { answer, mark, problem, isReadOnly }: ICellFacts,
  trans: TranslationBundle
): string[] {
  const notes: string[] = [];
  const { problemId, version } = readMark(mark);
  const isOlder =
    problem?.id === problemId && version !== null && version < problem.version;
  if (isOlder) {
    notes.push(
      trans.__(
        'The problem was changed since this notebook was written. Your answer meets the tests of now; open the activity’s notebook anew to read the task of now.'
      )
    );
  }
  if (!answer) {
    notes.push(trans.__('Only a further file is left; no cell answers this.'));
    return notes;
  }
  if (answer.rivals > 1) {
    notes.push(
      trans.__(
        '%1 cells answer this problem. The buttons here send this one.',
        answer.rivals
      )
    );
  }
  if (answer.cells.length > 1) {
    notes.push(
      trans.__(
        'The answer was split; its %1 parts go together.',
        answer.cells.length
      )
    );
  }
  const files = Object.keys(answer.extra);
  if (files.length > 0) {
    notes.push(trans.__('These files go with it: %1.', files.join(', ')));
  }
  const isUnseen = [answer.code, ...Object.values(answer.extra)].some(text =>
    text.includes('\0')
  );
  if (isUnseen) {
    notes.push(
      trans.__(
        'The answer holds a character that nobody sees (NUL), perhaps from where it was copied. No language takes it: type the line anew.'
      )
    );
  }
  if (isReadOnly) {
    notes.push(
      trans.__(
        'This notebook cannot be saved here. What you type is kept in this browser, and what you submit on the server.'
      )
    );
  }
  return notes;
}
