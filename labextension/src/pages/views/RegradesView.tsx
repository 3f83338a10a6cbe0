import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { verdictName } from '../../components/answer/verdictWords';
import { Button } from '../../components/Button';
import { LoadState } from '../../components/LoadState';
import type { Grade, Regrade, RegradeLine } from '../../contracts';
import { RegradesModel } from '../models/regrades';
import { Link } from '../navigation';
import { may } from '../roles';
import type { IService, Role } from '../service';
import { useModel } from '../useModel';
import { dateText, pointsText } from '../words';
import { Many } from './Many';
import { Wrong } from './Said';

interface IRegradesViewProps {
  role: Role;
  challengeId: string;
  classId: string;
  worth: number;
  titles: ReadonlyMap<string, string>;
  service: IService;
  trans: TranslationBundle;
}

/** Judges everything that was submitted again, after a test was fixed. */
export function RegradesView(props: IRegradesViewProps): React.ReactElement {
  const { role, challengeId, service, trans } = props;
  const model = useModel(
    () => new RegradesModel(service, challengeId),
    challengeId
  );
  return (
    <>
      <p>
        {trans.__(
          'After a test was fixed, give the newest version, and judge again: everything that was submitted gets a verdict by the tests that are given now. A grade may also fall. What a teacher decided stays.'
        )}
      </p>
      {may(role, 'release') && (
        <Button
          accent
          busy={model.doing === 'starting' || model.running !== null}
          onClick={() => void model.start()}
        >
          {trans.__('Judge again')}
        </Button>
      )}
      <Wrong of={model.doing} trans={trans} />
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {({ runs, report }) => (
          <>
            {runs.length === 0 && (
              <p className="jp-codemm-Quiet">
                {trans.__('It was never judged again.')}
              </p>
            )}
            <ul className="jp-codemm-Rows">
              {runs.map(run => (
                <Run
                  key={run.id}
                  run={run}
                  isChosen={run.id === report?.regrade.id}
                  model={model}
                  trans={trans}
                />
              ))}
            </ul>
            {report && (
              <section className="jp-codemm-Box" aria-labelledby="changed">
                <h2 id="changed">
                  {trans.__(
                    'What changed %1',
                    dateText(report.regrade.created_at)
                  )}
                </h2>
                <Lines {...props} lines={report.lines} />
              </section>
            )}
          </>
        )}
      </LoadState>
    </>
  );
}

interface IRunProps {
  run: Regrade;
  isChosen: boolean;
  model: RegradesModel;
  trans: TranslationBundle;
}

function Run(props: IRunProps): React.ReactElement {
  const { run, isChosen, model, trans } = props;
  const progress = trans.__('%1 of %2 submissions', run.done, run.total);
  return (
    <li className="jp-codemm-Facts">
      <button
        className="jp-codemm-LinkButton"
        type="button"
        aria-pressed={isChosen}
        onClick={() => void model.choose(run.id)}
      >
        {dateText(run.created_at)}
      </button>
      <span>{trans.__('by %1', run.actor)}</span>
      <span role="status">{stateText(run, trans)}</span>
      {run.state === 'running' ? (
        <>
          <progress
            max={Math.max(1, run.total)}
            value={run.done}
            aria-label={progress}
          />
          <Button
            busy={model.doing === 'stopping'}
            onClick={() => void model.stop(run.id)}
          >
            {trans.__('Stop')}
          </Button>
        </>
      ) : null}
      <span>{progress}</span>
      {run.failed > 0 && (
        <span>{trans.__('%1 could not be judged', run.failed)}</span>
      )}
      {run.note !== '' && <span>{run.note}</span>}
    </li>
  );
}

function stateText({ state }: Regrade, trans: TranslationBundle): string {
  switch (state) {
    case 'running':
      return trans.__('Under way');
    case 'done':
      return trans.__('Done');
    case 'cancelled':
      return trans.__('Stopped');
  }
}

function Lines(
  props: IRegradesViewProps & { lines: readonly RegradeLine[] }
): React.ReactElement {
  const { lines, challengeId, classId, trans } = props;
  return lines.length === 0 ? (
    <p className="jp-codemm-Quiet">{trans.__('Nothing yet.')}</p>
  ) : (
    <Many
      items={lines}
      label={trans.__('Grades')}
      className="jp-codemm-Rows"
      trans={trans}
    >
      {line => (
        <li key={line.user}>
          <p className="jp-codemm-Facts">
            <Link to={{ page: 'grade', classId, user: line.user, challengeId }}>
              {line.user}
            </Link>
            <span>
              {trans.__(
                '%1 → %2 points',
                gradeText(line.before, props),
                gradeText(line.after, props)
              )}
            </span>
            {line.after?.is_override && (
              <span>{trans.__('A teacher’s decision stays')}</span>
            )}
            <span>{trans.__('%1 judged again', line.judged)}</span>
          </p>
          <Changes {...props} line={line} />
        </li>
      )}
    </Many>
  );
}

function Changes(
  props: IRegradesViewProps & { line: RegradeLine }
): React.ReactElement | null {
  const { line, classId, titles, trans } = props;
  return line.changed.length === 0 ? null : (
    <ul>
      {line.changed.map(each => (
        <li key={each.submission_id}>
          <Link
            to={{
              page: 'submission',
              classId,
              user: line.user,
              submissionId: each.submission_id
            }}
          >
            {titles.get(each.problem_id) ?? each.problem_id}
          </Link>
          {': '}
          {trans.__(
            '%1 (%2 of %3) → %4 (%5 of %6)',
            verdictName(each.before, trans),
            each.before_passed,
            each.before_total,
            verdictName(each.after, trans),
            each.after_passed,
            each.after_total
          )}
        </li>
      ))}
    </ul>
  );
}

function gradeText(
  grade: Grade | null,
  { worth }: Pick<IRegradesViewProps, 'worth'>
): string {
  const percent = grade?.percent ?? null;
  return percent === null ? '–' : pointsText((percent * worth) / 100);
}
