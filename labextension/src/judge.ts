import type { ServerConnection } from '@jupyterlab/services';

import type {
  HintReply,
  HintRequest,
  Passage,
  ProblemJourney,
  ProblemView,
  Query,
  QueryList,
  QueryRequest,
  RerouteRequest,
  RunReply,
  RunRequest,
  Submission,
  SubmissionList,
  SubmitRequest
} from './contracts';
import type { IJudge, IWordingEvent } from './models/judge';
import { readEvents, requestAPI } from './request';

const FIRST_WAIT = 4;

/** Bind what answer cells ask to a server. */
export function judgeOf(settings: ServerConnection.ISettings): IJudge {
  const send = <T>(endpoint: string, body: unknown, signal: AbortSignal) =>
    requestAPI<T>(settings, endpoint, {
      method: 'POST',
      body: JSON.stringify(body),
      signal
    });
  const submission = (id: string) => `submissions/${encodeURIComponent(id)}`;
  return {
    getProblem: (id, signal) =>
      requestAPI<ProblemView>(settings, `problems/${encodeURIComponent(id)}`, {
        signal
      }),
    run: (id, source, signal) =>
      send<RunReply>(
        'run?report=1',
        { problem_id: id, source } satisfies Partial<RunRequest>,
        signal
      ),
    submit: (id, source, signal) =>
      send<Submission>(
        `submit?report=1&wait=${FIRST_WAIT}`,
        { problem_id: id, source } satisfies SubmitRequest,
        signal
      ),
    getSubmission: (id, wait, signal) =>
      requestAPI<Submission>(
        settings,
        `${submission(id)}?report=1&wait=${wait}`,
        { signal }
      ),
    cancelSubmission: id =>
      requestAPI<Submission>(settings, `${submission(id)}/cancel`, {
        method: 'POST'
      }),
    listSubmissions: (id, signal) =>
      requestAPI<SubmissionList>(
        settings,
        `submissions?problem_id=${encodeURIComponent(id)}`,
        { signal }
      ),
    getHint: (id, about, signal) =>
      send<HintReply>(
        'hints',
        { problem_id: id, ...about } satisfies Partial<HintRequest>,
        signal
      ),
    async *followWording(key, signal) {
      const path = `wordings/${encodeURIComponent(key)}/stream`;
      for await (const { data } of readEvents(settings, path, { signal })) {
        yield JSON.parse(data) as IWordingEvent;
      }
    },
    cancelWording: key =>
      requestAPI(settings, `wordings/${encodeURIComponent(key)}/cancel`, {
        method: 'POST'
      }),
    getPassage: (activityId, chunkId, signal) =>
      requestAPI<Passage>(
        settings,
        `activities/${encodeURIComponent(activityId)}/passages/${encodeURIComponent(chunkId)}`,
        { signal }
      ),
    getJourney: (id, signal) =>
      requestAPI<ProblemJourney>(
        settings,
        `problems/${encodeURIComponent(id)}/journey`,
        { signal }
      ),
    ask: (id, text, source, signal) =>
      send<Query>(
        'queries',
        { problem_id: id, text, source } satisfies Partial<QueryRequest>,
        signal
      ),
    listQueries: (id, signal) =>
      requestAPI<QueryList>(
        settings,
        `queries?problem_id=${encodeURIComponent(id)}`,
        { signal }
      ),
    reroute: (id, kind, signal) =>
      send<Query>(
        `queries/${encodeURIComponent(id)}/route`,
        { query_type: kind } satisfies RerouteRequest,
        signal
      ),
    rate: (id, rating, signal) =>
      requestAPI<Query>(settings, `queries/${encodeURIComponent(id)}/rating`, {
        method: 'PUT',
        body: JSON.stringify({ rating }),
        signal
      })
  };
}
