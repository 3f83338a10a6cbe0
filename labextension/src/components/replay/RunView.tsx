import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ProgramRun, ReplayStep } from '../../contracts';
import {
  duration,
  memory,
  verdictLook,
  verdictName,
  verdictSign
} from '../answer/verdictWords';

interface IRunViewProps {
  step: ReplayStep;
  trans: TranslationBundle;
}

/** The last run up to a moment: what went in and what came out. */
export function RunView(props: IRunViewProps): React.ReactElement {
  const { step, trans } = props;
  const id = React.useId();
  return (
    <section className="jp-codemm-Replay-run" aria-labelledby={id}>
      <h3 id={id}>{trans.__('Last run')}</h3>
      {step.run === null ? (
        <p className="jp-codemm-Quiet">{trans.__('Nothing was run yet.')}</p>
      ) : (
        <Run run={step.run} trans={trans} />
      )}
    </section>
  );
}

function Run(props: {
  run: ProgramRun;
  trans: TranslationBundle;
}): React.ReactElement {
  const { run, trans } = props;
  const streams: readonly [string, string][] = [
    [trans.__('Input'), run.stdin],
    [trans.__('Output'), run.stdout],
    [trans.__('Errors'), run.stderr]
  ];
  return (
    <>
      <p
        className={`jp-codemm-Replay-verdict jp-mod-${verdictLook(run.verdict)}`}
      >
        <span aria-hidden="true">{verdictSign(run.verdict)} </span>
        <strong>{runName(run, trans)}</strong>
      </p>
      {run.error_type && (
        <p>
          {run.error_line === null
            ? run.error_type
            : trans.__('%1 in line %2', run.error_type, run.error_line)}
        </p>
      )}
      {streams.map(
        ([name, text]) =>
          text !== '' && (
            <div key={name} className="jp-codemm-Replay-stream">
              <h4>{name}</h4>
              <pre role="group" aria-label={name} tabIndex={0}>
                {text}
              </pre>
            </div>
          )
      )}
      {run.truncated && (
        <p className="jp-codemm-Quiet">{trans.__('A text was cut.')}</p>
      )}
      <p className="jp-codemm-Quiet">{figures(run, trans)}</p>
    </>
  );
}

function runName(run: ProgramRun, trans: TranslationBundle): string {
  const isFree = run.total === 0;
  if (isFree) {
    return run.verdict === 'accepted'
      ? trans.__('Ran to its end')
      : verdictName(run.verdict, trans);
  }
  return trans.__(
    '%1: %2 of %3 examples',
    verdictName(run.verdict, trans),
    run.passed,
    run.total
  );
}

/** Time and memory of a run or a submission, where they were measured. */
export function figures(
  of: { readonly time_ms: number; readonly memory_kb: number },
  trans: TranslationBundle
): string {
  return [
    ...(of.time_ms ? [duration(of.time_ms, trans)] : []),
    ...(of.memory_kb ? [memory(of.memory_kb, trans)] : [])
  ].join(' · ');
}
