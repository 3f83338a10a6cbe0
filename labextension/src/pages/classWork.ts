import type {
  Challenge,
  ChallengeStatistics,
  Grade,
  LiveClass,
  Regrade,
  RegradeList,
  RegradeReport,
  ReviewQueue,
  ReviewRequest,
  StruggleAlert,
  SubmissionList
} from '../contracts';
import type { IServerFile } from '../refusals';
import { path } from './paths';
import type { IServer } from './server';

/** What staff asks about the work of a whole class. */
export interface IClassWork {
  live(classId: string, signal: AbortSignal): Promise<LiveClass>;
  /** Say that a sign of struggle was dealt with, or take that back. */
  decideAlert(
    classId: string,
    user: string,
    alert: StruggleAlert,
    isHandled: boolean
  ): Promise<void>;
  statistics(
    challengeId: string,
    signal: AbortSignal
  ): Promise<ChallengeStatistics>;
  /** The submissions behind a number, at most `MOST_ROWS` of them. */
  rows(
    challengeId: string,
    ids: readonly string[],
    signal: AbortSignal
  ): Promise<SubmissionList>;
  regrades(challengeId: string, signal: AbortSignal): Promise<RegradeList>;
  startRegrade(challengeId: string): Promise<Regrade>;
  regrade(
    challengeId: string,
    id: string,
    signal: AbortSignal
  ): Promise<RegradeReport>;
  cancelRegrade(challengeId: string, id: string): Promise<Regrade>;
  reviews(challengeId: string, signal: AbortSignal): Promise<ReviewQueue>;
  review(
    challengeId: string,
    asked: Partial<ReviewRequest> & Pick<ReviewRequest, 'user'>
  ): Promise<Grade>;
  /** A challenge with its activity and all tests, for another class or Hub. */
  bundle(challengeId: string): Promise<IServerFile>;
  /** The way in for such a file; it becomes a draft. */
  takeIn(classId: string, bundle: Blob): Promise<Challenge>;
  /** The newest program of each learner, in folders. */
  archive(challengeId: string): Promise<IServerFile>;
  /** The journeys of those who allow research, under pseudonyms. */
  journeys(classId: string, form: 'progsnap2' | 'json'): Promise<IServerFile>;
}

/** Submissions behind a number that are shown. */
export const MOST_ROWS = 200;

/** Bind the routes to a server. */
export function classWorkOf({ ask, file }: IServer): IClassWork {
  return {
    live: (id, signal) => ask(path`classes/${id}/live`, { signal }),
    decideAlert: (id, user, alert, is_handled) => {
      const { trigger, topic, record_id } = alert;
      return ask(path`classes/${id}/learners/${user}/alerts`, {
        method: 'PUT',
        body: JSON.stringify({ trigger, topic, record_id, is_handled })
      });
    },
    statistics: (id, signal) =>
      ask(path`challenges/${id}/statistics`, { signal }),
    rows: (id, ids, signal) =>
      ask(
        path`challenges/${id}/submissions?ids=${ids.slice(0, MOST_ROWS).join(',')}`,
        { signal }
      ),
    regrades: (id, signal) => ask(path`challenges/${id}/regrades`, { signal }),
    startRegrade: id =>
      ask(path`challenges/${id}/regrades`, { method: 'POST' }),
    regrade: (id, run, signal) =>
      ask(path`challenges/${id}/regrades/${run}`, { signal }),
    cancelRegrade: (id, run) =>
      ask(path`challenges/${id}/regrades/${run}/cancel`, { method: 'POST' }),
    reviews: (id, signal) => ask(path`challenges/${id}/reviews`, { signal }),
    review: (id, asked) =>
      ask(path`challenges/${id}/reviews`, {
        method: 'PUT',
        body: JSON.stringify(asked)
      }),
    bundle: id => file(path`challenges/${id}/bundle`),
    takeIn: (id, bundle) =>
      ask(path`classes/${id}/bundles`, { method: 'POST', body: bundle }),
    archive: id => file(path`challenges/${id}/submissions/archive`),
    journeys: (id, form) => file(path`classes/${id}/export?format=${form}`)
  };
}
