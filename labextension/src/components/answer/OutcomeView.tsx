import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Outcome, Report, ReportMark } from '../../contracts';
import type { IShown } from '../../models/work';
import { tierName } from '../words';
import { TestTable } from './TestTable';
import {
  duration,
  headline,
  memory,
  moment,
  verdictLook,
  verdictSign
} from './verdictWords';

interface IOutcomeViewProps {
  shown: IShown;
  /** The answer was changed since. */
  isStale: boolean;
  trans: TranslationBundle;
  onGoTo: (mark: ReportMark) => void;
}

/** A verdict with everything that may be known about it. */
export function OutcomeView(props: IOutcomeViewProps): React.ReactElement {
  const { shown, isStale, trans, onGoTo } = props;
  const { outcome, report, kind } = shown;
  const name =
    kind === 'run' ? trans.__('Examples') : trans.__('Verdict on all tests');
  return (
    <div className="jp-codemm-Outcome" role="group" aria-label={name}>
      <p
        className={`jp-codemm-Outcome-head jp-mod-${verdictLook(outcome.verdict)}`}
      >
        <span aria-hidden="true">{verdictSign(outcome.verdict)} </span>
        <strong>{headline(shown, trans)}</strong>
        <span className="jp-codemm-Quiet"> {name}</span>
      </p>
      {isStale && (
        <p className="jp-codemm-Quiet">
          {trans.__('You have changed the answer since.')}
        </p>
      )}
      {outcome.message && <p>{outcome.message}</p>}
      {report && <MarkList report={report} trans={trans} onGoTo={onGoTo} />}
      {outcome.compile_output && (
        <pre className="jp-codemm-Outcome-output" tabIndex={0}>
          {outcome.compile_output}
        </pre>
      )}
      {report && outcome.verdict !== 'compile_error' && (
        <TestTable cases={report.cases} trans={trans} />
      )}
      <p className="jp-codemm-Quiet">{figures(outcome, shown.at, trans)}</p>
    </div>
  );
}

interface IMarkListProps {
  report: Report;
  trans: TranslationBundle;
  onGoTo: (mark: ReportMark) => void;
}

/** The lines that errors are about, each a way to its line. */
function MarkList(props: IMarkListProps): React.ReactElement | null {
  const { report, trans, onGoTo } = props;
  if (report.marks.length === 0) {
    return null;
  }
  return (
    <ul className="jp-codemm-Marks" aria-label={trans.__('Errors')}>
      {report.marks.map((mark, index) => (
        <li key={index}>
          <button
            className="jp-codemm-LinkButton"
            type="button"
            onClick={() => {
              onGoTo(mark);
            }}
          >
            {trans.__('Line %1', mark.line)}
          </button>{' '}
          <span className="jp-codemm-Marks-text">{mark.message}</span>
        </li>
      ))}
    </ul>
  );
}

function figures(
  outcome: Outcome,
  at: string,
  trans: TranslationBundle
): string {
  return [
    moment(at),
    ...(outcome.time_ms ? [duration(outcome.time_ms, trans)] : []),
    ...(outcome.memory_kb ? [memory(outcome.memory_kb, trans)] : []),
    tierName(outcome.tier, trans)
  ].join(' · ');
}
