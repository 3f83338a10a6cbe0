import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { clockText } from '../../components/replay/replayWords';
import { LoadState } from '../../components/LoadState';
import { languageName } from '../../components/words';
import type { LearnerRecord, WorkedProblem } from '../../contracts';
import { LearnerModel } from '../models/learner';
import { Link } from '../navigation';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { cellText, standText } from '../words';
import { LearnerErasing } from './LearnerErasing';
import { AccessNote, Title } from './Said';
import { Signs } from './Signs';
import { Submissions } from './Submissions';

interface ILearnerViewProps {
  classId: string;
  user: string;
  /** Whose role it is to erase what a learner left. */
  mayErase: boolean;
  service: IService;
  trans: TranslationBundle;
}

/** One learner: what they did for the class, and nothing else of theirs. */
export function LearnerView(props: ILearnerViewProps): React.ReactElement {
  const { classId, user, mayErase, service, trans } = props;
  const model = useModel(() => new LearnerModel(service, classId, user), user);
  return (
    <>
      <Title name={user}>{user}</Title>
      <AccessNote user={user} trans={trans} />
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {({ record, submissions }) => (
          <>
            {!record.is_member && (
              <p>{trans.__('%1 is no learner of the class now.', user)}</p>
            )}
            <Alerts record={record} model={model} {...props} />
            <Grades record={record} {...props} />
            <Problems of={record.problems} {...props} />
            <section className="jp-codemm-Box" aria-labelledby="made">
              <h2 id="made">{trans.__('Submissions')}</h2>
              <Submissions
                of={submissions}
                titles={
                  new Map(
                    record.problems.map(each => [each.problem_id, each.title])
                  )
                }
                classId={classId}
                trans={trans}
              />
            </section>
          </>
        )}
      </LoadState>
      {mayErase && (
        <LearnerErasing
          key={user}
          {...props}
          onErased={() => void model.refresh()}
        />
      )}
    </>
  );
}

function Alerts(
  props: ILearnerViewProps & { record: LearnerRecord; model: LearnerModel }
): React.ReactElement | null {
  const { record, trans } = props;
  const { alerts, handled } = record;
  return alerts.length + handled.length === 0 ? null : (
    <section className="jp-codemm-Box" aria-labelledby="alerts">
      <h2 id="alerts">{trans.__('Signs of struggle')}</h2>
      <Signs {...props} alerts={alerts} handled={handled} />
    </section>
  );
}

function Grades(
  props: ILearnerViewProps & { record: LearnerRecord }
): React.ReactElement {
  const { record, classId, user, trans } = props;
  return (
    <section className="jp-codemm-Box" aria-labelledby="grades">
      <h2 id="grades">{trans.__('Grades')}</h2>
      {record.challenges.length === 0 && (
        <p className="jp-codemm-Quiet">
          {trans.__('No challenge is published yet.')}
        </p>
      )}
      <ul className="jp-codemm-Rows">
        {record.cells.map((cell, at) => {
          const challenge = record.challenges[at];
          return (
            <li key={cell.challenge_id}>
              <Link
                to={{
                  page: 'grade',
                  classId,
                  user,
                  challengeId: cell.challenge_id
                }}
                label={trans.__(
                  '%1: %2',
                  challenge?.title ?? '',
                  cellText(cell, trans)
                )}
              >
                {challenge?.title}
              </Link>{' '}
              {standText(cell, challenge?.points ?? 0, trans)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Problems(
  props: ILearnerViewProps & { of: readonly WorkedProblem[] }
): React.ReactElement {
  const { of, classId, user, trans } = props;
  return (
    <section className="jp-codemm-Box" aria-labelledby="worked">
      <h2 id="worked">{trans.__('Problems')}</h2>
      {of.length === 0 && (
        <p className="jp-codemm-Quiet">
          {trans.__('Nothing was worked on yet.')}
        </p>
      )}
      <ul className="jp-codemm-Rows">
        {of.map(each => (
          <li key={each.problem_id} className="jp-codemm-Facts">
            <Link
              to={{ page: 'replay', classId, user, problemId: each.problem_id }}
              label={trans.__('Replay the work on %1', each.title)}
            >
              {each.title}
            </Link>
            <span>{languageName(each.language)}</span>
            <span>
              {each.solved ? trans.__('Solved') : trans.__('Not solved')}
            </span>
            <span>{trans._n('%1 attempt', '%1 attempts', each.attempts)}</span>
            <span>{trans._n('%1 hint', '%1 hints', each.hints_used)}</span>
            <span>{trans.__('worked %1', clockText(each.active_ms))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
