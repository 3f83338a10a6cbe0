import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Submission, SubmissionSummary } from '../../contracts';
import { DifferenceView } from './DifferenceView';
import { moment, verdictLook, verdictName, verdictSign } from './verdictWords';

interface IHistoryViewProps {
  history: readonly SubmissionSummary[];
  opened: Submission | null;
  entryFile: string;
  /** The code of the cell now. */
  code: string;
  trans: TranslationBundle;
  onOpen: (id: string) => void;
  onPutBack: (code: string) => void;
  /** Look back at the work on the problem. */
  onReplay: () => void;
}

/** What was submitted, newest first; each can be compared with the cell and put back into it. */
export function HistoryView(props: IHistoryViewProps): React.ReactElement {
  const { history, opened, trans, onOpen } = props;
  const id = React.useId();
  return (
    <div className="jp-codemm-History" role="group" aria-labelledby={id}>
      <p id={id} className="jp-codemm-Answer-title">
        {trans.__('Submissions')}
      </p>
      <div>
        <button
          className="jp-codemm-LinkButton"
          type="button"
          onClick={props.onReplay}
        >
          {trans.__('Replay my work on this problem')}
        </button>
      </div>
      {history.length === 0 && (
        <p className="jp-codemm-Quiet">{trans.__('Nothing submitted yet.')}</p>
      )}
      <ol className="jp-codemm-List">
        {history.map(entry => (
          <li key={entry.id} className="jp-codemm-History-entry">
            <button
              className="jp-codemm-LinkButton"
              type="button"
              aria-expanded={opened?.id === entry.id}
              onClick={() => {
                onOpen(entry.id);
              }}
            >
              {moment(entry.submitted_at)}
            </button>
            <Result entry={entry} trans={trans} />
            {opened?.id === entry.id && (
              <Opened {...props} submission={opened} />
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Result(props: {
  entry: SubmissionSummary;
  trans: TranslationBundle;
}): React.ReactElement {
  const { entry, trans } = props;
  const { verdict, status, passed, total } = entry;
  if (verdict === null) {
    const isOver = status === 'cancelled';
    return (
      <span>
        {isOver ? trans.__('Taken back') : trans.__('Not judged yet')}
      </span>
    );
  }
  return (
    <span className={`jp-mod-${verdictLook(verdict)}`}>
      <span aria-hidden="true">{verdictSign(verdict)} </span>
      {trans.__('%1, %2 of %3', verdictName(verdict, trans), passed, total)}
    </span>
  );
}

function Opened(
  props: IHistoryViewProps & { submission: Submission }
): React.ReactElement {
  const { submission, code, entryFile, trans, onPutBack } = props;
  const text = submittedCode(submission, entryFile);
  return (
    <div className="jp-codemm-History-opened">
      <DifferenceView
        before={code}
        after={text}
        label={trans.__('From the cell to this submission')}
        trans={trans}
      />
      {text !== code && (
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled"
          type="button"
          onClick={() => {
            onPutBack(text);
          }}
        >
          {trans.__('Put this back into the cell')}
        </button>
      )}
    </div>
  );
}

/** The code of the entry file, without the empty line that stands for the cell's first one. */
function submittedCode({ source }: Submission, entryFile: string): string {
  return (source.code ?? source.files?.[entryFile] ?? '').replace(/^\n+/, '');
}
