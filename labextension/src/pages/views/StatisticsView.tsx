import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { verdictName, verdictSign } from '../../components/answer/verdictWords';
import { LoadState } from '../../components/LoadState';
import { clockText } from '../../components/replay/replayWords';
import { languageName } from '../../components/words';
import type { ProblemStatistics, Tally } from '../../contracts';
import { Loaded } from '../models/loaded';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { CaseTable } from './CaseTable';
import { misconceptionText } from './misconceptionWords';
import { NoLearners } from './Nothing';
import { Opens, Rows, Users } from './Opens';

interface IStatisticsViewProps {
  challengeId: string;
  classId: string;
  titles: ReadonlyMap<string, string>;
  service: IService;
  trans: TranslationBundle;
}

/** What the submissions to a challenge tell, problem by problem. */
export function StatisticsView(
  props: IStatisticsViewProps
): React.ReactElement {
  const { challengeId, classId, service, trans } = props;
  const model = useModel(
    () => new Loaded(signal => service.statistics(challengeId, signal)),
    challengeId
  );
  return (
    <LoadState
      of={model.shown}
      trans={trans}
      onRetry={() => void model.refresh()}
    >
      {({ learners, problems }) => (
        <>
          {learners.length === 0 ? (
            <NoLearners classId={classId} trans={trans} />
          ) : (
            <Opens
              text={trans._n('%1 learner', '%1 learners', learners.length)}
            >
              <Users users={learners} classId={classId} trans={trans} />
            </Opens>
          )}
          {problems.map(problem => (
            <Problem
              key={problem.problem_id}
              {...props}
              problem={problem}
              learners={learners.length}
            />
          ))}
        </>
      )}
    </LoadState>
  );
}

interface IProblemProps extends IStatisticsViewProps {
  problem: ProblemStatistics;
  learners: number;
}

function Problem(props: IProblemProps): React.ReactElement {
  const { problem, trans } = props;
  const id = `problem-${problem.problem_id}`;
  return (
    <section className="jp-codemm-Box" aria-labelledby={id}>
      <h2 id={id}>
        {problem.title}{' '}
        <span className="jp-codemm-Quiet">
          {languageName(problem.language)}, {problem.difficulty}
        </span>
      </h2>
      {problem.tried.length === 0 ? (
        <p className="jp-codemm-Quiet">{trans.__('Nobody tried it yet.')}</p>
      ) : (
        <>
          <Counts {...props} />
          <CaseTable {...props} title={problem.title} cases={problem.cases} />
          <Misconceptions {...props} />
        </>
      )}
    </section>
  );
}

function Counts(props: IProblemProps): React.ReactElement {
  const { problem, learners, classId, trans } = props;
  const { time, tried } = problem;
  const rows = (tally: Tally, text: string): React.ReactElement => (
    <Opens key={text} text={text}>
      <Rows {...props} ids={tally.submission_ids} />
    </Opens>
  );
  return (
    <>
      <div className="jp-codemm-Facts">
        <Opens text={trans.__('%1 of %2 tried', tried.length, learners)}>
          <Users users={tried} classId={classId} trans={trans} />
        </Opens>
        {rows(
          problem.accepted,
          trans.__('%1 accepted', problem.accepted.count)
        )}
        {problem.median_attempts !== null && (
          <span>
            {trans.__('%1 attempts at the median', problem.median_attempts)}
          </span>
        )}
        {time.median_ms !== null && (
          <Opens
            text={trans.__(
              '%1 at the median to solve it',
              clockText(time.median_ms)
            )}
          >
            <Users users={time.users} classId={classId} trans={trans} />
          </Opens>
        )}
      </div>
      <div className="jp-codemm-Facts">
        {problem.verdicts.map(({ verdict, tally }) =>
          rows(
            tally,
            `${verdictSign(verdict)} ${verdictName(verdict, trans)}: ${tally.count}`
          )
        )}
      </div>
      {problem.attempts_to_accept.length > 0 && (
        <div className="jp-codemm-Facts">
          {problem.attempts_to_accept.map(({ attempts, tally }) =>
            rows(
              tally,
              trans._n(
                'accepted with attempt %1: %2',
                'accepted with attempt %1: %2',
                attempts,
                tally.count
              )
            )
          )}
        </div>
      )}
    </>
  );
}

function Misconceptions(props: IProblemProps): React.ReactElement | null {
  const { problem, classId, trans } = props;
  return problem.misconceptions.length === 0 ? null : (
    <>
      <h3>{trans.__('Likely misunderstandings')}</h3>
      <p className="jp-codemm-Quiet">
        {trans.__(
          'These submissions fail as a known wrong program does. It is a likeness, not a proof.'
        )}
      </p>
      <ul className="jp-codemm-Rows">
        {problem.misconceptions.map(({ misconception, tally, users }) => (
          <li key={misconception} className="jp-codemm-Facts">
            <span>{misconceptionText(misconception, trans)}</span>
            <Opens text={trans._n('%1 learner', '%1 learners', users.length)}>
              <Users users={users} classId={classId} trans={trans} />
            </Opens>
            <Opens
              text={trans._n('%1 submission', '%1 submissions', tally.count)}
            >
              <Rows {...props} ids={tally.submission_ids} />
            </Opens>
          </li>
        ))}
      </ul>
    </>
  );
}
