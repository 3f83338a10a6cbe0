import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { verdictName, verdictSign } from '../../components/answer/verdictWords';
import { Button } from '../../components/Button';
import { LoadState } from '../../components/LoadState';
import { clockText, timeText } from '../../components/replay/replayWords';
import type { LiveClass, LiveLine } from '../../contracts';
import { LiveModel } from '../models/live';
import { Link } from '../navigation';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { dateText } from '../words';
import { Many } from './Many';
import { NoChallenges, NoLearners } from './Nothing';
import { Opens, Rows, Users } from './Opens';
import { Signs } from './Signs';

interface ILiveViewProps {
  classId: string;
  service: IService;
  trans: TranslationBundle;
}

/** Who of a class is where, and who struggles; it follows by itself. */
export function LiveView(props: ILiveViewProps): React.ReactElement {
  const { classId, service, trans } = props;
  const model = useModel(
    () =>
      new LiveModel(
        service,
        classId,
        () => document.visibilityState === 'visible'
      ),
    classId
  );
  return (
    <>
      <div className="jp-codemm-Row">
        <Button busy={model.shown.loading} onClick={() => void model.refresh()}>
          {trans.__('Refresh')}
        </Button>
        {model.shown.value && (
          <span className="jp-codemm-Quiet">
            {trans.__(
              'As of %1; it follows by itself',
              timeText(model.shown.value.at)
            )}
          </span>
        )}
      </div>
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {live =>
          live.lines.length === 0 ? (
            <NoLearners classId={classId} trans={trans} />
          ) : (
            <>
              {live.problems.length === 0 && (
                <NoChallenges classId={classId} trans={trans} />
              )}
              <Counts {...props} live={live} />
              <Many
                items={live.lines}
                label={trans.__('Learners, who struggle first')}
                className="jp-codemm-Cards"
                trans={trans}
              >
                {line => (
                  <Line
                    key={line.user}
                    {...props}
                    model={model}
                    live={live}
                    line={line}
                  />
                )}
              </Many>
            </>
          )
        }
      </LoadState>
    </>
  );
}

function Counts(
  props: ILiveViewProps & { live: LiveClass }
): React.ReactElement {
  const { live, classId, trans } = props;
  const counts: readonly (readonly [string, readonly string[]])[] = [
    [trans.__('%1 at work', live.active.length), live.active],
    [trans.__('%1 may need help', live.struggling.length), live.struggling],
    [trans.__('%1 not started', live.not_started.length), live.not_started],
    ...live.problems.map(
      ({ title, users }) =>
        [trans.__('%1 at “%2”', users.length, title), users] as const
    )
  ];
  return (
    <div className="jp-codemm-Facts">
      {counts.map(([text, users], at) => (
        <Opens key={at} text={text}>
          <Users users={users} classId={classId} trans={trans} />
        </Opens>
      ))}
    </div>
  );
}

interface ILineProps extends ILiveViewProps {
  model: LiveModel;
  live: LiveClass;
  line: LiveLine;
}

function Line(props: ILineProps): React.ReactElement {
  const { line, live, classId, trans } = props;
  const { user, problem_id: problemId, last_at: lastAt } = line;
  const title =
    live.problems.find(each => each.id === problemId)?.title ?? problemId;
  return (
    <li className="jp-codemm-Card" data-user={user}>
      <p className="jp-codemm-Facts">
        <strong>
          <Link to={{ page: 'learner', classId, user }}>{user}</Link>
        </strong>
        {problemId === null || lastAt === null ? (
          <span>{trans.__('Has not started')}</span>
        ) : (
          <>
            <span>
              {line.is_active ? trans.__('At work') : trans.__('Away')}
            </span>
            <Link to={{ page: 'replay', classId, user, problemId }}>
              {title}
            </Link>
            <time dateTime={lastAt}>{dateText(lastAt)}</time>
          </>
        )}
      </p>
      {problemId !== null && <Work {...props} />}
      <Signs
        {...props}
        user={user}
        alerts={line.alerts}
        handled={line.handled}
      />
    </li>
  );
}

function Work(props: ILineProps): React.ReactElement {
  const { line, live, trans } = props;
  const titles = new Map(live.problems.map(each => [each.id, each.title]));
  const solved = line.solved_ids.map(id => titles.get(id) ?? id);
  const rows = (ids: readonly string[], text: string): React.ReactElement => (
    <Opens text={text}>
      <Rows
        {...props}
        ids={ids}
        challengeId={line.challenge_id ?? ''}
        titles={titles}
      />
    </Opens>
  );
  return (
    <div className="jp-codemm-Facts">
      {rows(
        line.submission_ids,
        trans._n('%1 attempt', '%1 attempts', line.submission_ids.length)
      )}
      {line.verdict && (
        <span>
          {`${verdictSign(line.verdict)} ${verdictName(line.verdict, trans)}, `}
          {trans.__('%1 of %2 tests pass', line.passed, line.total)}
        </span>
      )}
      {line.waiting_ids.length > 0 &&
        rows(
          line.waiting_ids,
          trans.__('%1 without a verdict', line.waiting_ids.length)
        )}
      <span>{trans._n('%1 hint', '%1 hints', line.hints_used)}</span>
      <span>{trans.__('worked %1', clockText(line.active_ms))}</span>
      <Opens
        text={trans.__('%1 of %2 solved', solved.length, live.problems.length)}
      >
        {solved.length === 0 ? trans.__('Nothing yet') : solved.join(', ')}
      </Opens>
    </div>
  );
}
