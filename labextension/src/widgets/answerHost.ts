import type { CodeCell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ReportMark } from '../contracts';
import type { IAnswer } from '../models/answers';
import type { Drafts } from '../models/drafts';
import type { IRecording } from '../models/notes';
import type { ILanguages } from './highlighting';

/** What an answer cell asks of the notebook around it. */
export interface IAnswerHost {
  readonly drafts: Drafts;
  readonly languages: ILanguages;
  readonly recording: IRecording;
  readonly trans: TranslationBundle;
  /** The path of the notebook's file. */
  readonly path: string;
  readonly isReadOnly: boolean;
  /** What the notebook takes the text of its code cells for. */
  readonly usualMimeType: string;
  readonly hasUnsaved: boolean;
  /** The answer that a cell belongs to, as the notebook is now. */
  answerOf(cell: CodeCell): IAnswer | null;
  /** Replace the code of an answer, wherever its parts are; false when that is forbidden. */
  replace(answer: IAnswer, source: string): boolean;
  goTo(answer: IAnswer, mark: ReportMark): void;
  /** Mark the lines of an answer in the editors of its cells. */
  mark(answer: IAnswer, marks: readonly ReportMark[]): void;
}
