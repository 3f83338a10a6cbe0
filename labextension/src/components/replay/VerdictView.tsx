import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ReplayStep, Submitted } from '../../contracts';
import {
  categoryName,
  verdictLook,
  verdictName,
  verdictSign
} from '../answer/verdictWords';
import { figures } from './RunView';

interface IVerdictViewProps {
  step: ReplayStep;
  trans: TranslationBundle;
}

/** The last verdict up to a moment, test by test; of hidden tests there is their kind alone. */
export function VerdictView(props: IVerdictViewProps): React.ReactElement {
  const { step, trans } = props;
  const { submission, best_passed: best } = step;
  const id = React.useId();
  return (
    <section className="jp-codemm-Replay-submission" aria-labelledby={id}>
      <h3 id={id}>{trans.__('Last submission')}</h3>
      {submission === null ? (
        <p className="jp-codemm-Quiet">
          {trans.__('Nothing was submitted yet.')}
        </p>
      ) : (
        <>
          <p
            className={`jp-codemm-Replay-verdict jp-mod-${verdictLook(submission.verdict)}`}
          >
            <span aria-hidden="true">{verdictSign(submission.verdict)} </span>
            <strong>
              {trans.__(
                '%1: %2 of %3 tests',
                verdictName(submission.verdict, trans),
                submission.passed,
                submission.total
              )}
            </strong>
          </p>
          <Cases submission={submission} trans={trans} />
          <p className="jp-codemm-Quiet">
            {[
              ...(best > submission.passed
                ? [trans.__('Best so far: %1', best)]
                : []),
              figures(submission, trans)
            ]
              .filter(part => part !== '')
              .join(' · ')}
          </p>
        </>
      )}
    </section>
  );
}

function Cases(props: {
  submission: Submitted;
  trans: TranslationBundle;
}): React.ReactElement | null {
  const { submission, trans } = props;
  if (submission.cases.length === 0) {
    return null;
  }
  return (
    <ol className="jp-codemm-Replay-cases" aria-label={trans.__('Tests')}>
      {submission.cases.map(test => (
        <li key={test.name} className={`jp-mod-${verdictLook(test.verdict)}`}>
          <span aria-hidden="true">{verdictSign(test.verdict)} </span>
          {trans.__(
            '%1: %2',
            test.visibility === 'sample'
              ? trans.__('Example')
              : categoryName(test.category, trans),
            verdictName(test.verdict, trans)
          )}
        </li>
      ))}
    </ol>
  );
}
