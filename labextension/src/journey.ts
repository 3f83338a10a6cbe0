import type { ServerConnection } from '@jupyterlab/services';

import type { EraseRequest } from './contracts';
import type { IJourney } from './models/journey';
import { requestAPI, requestFile } from './request';

const ERASE: EraseRequest = { confirm: 'erase everything about me' };

/** Bind what a learner asks about themselves to a server. */
export function journeyOf(settings: ServerConnection.ISettings): IJourney {
  const ask = <T>(endpoint: string, signal: AbortSignal): Promise<T> =>
    requestAPI<T>(settings, endpoint, { signal });
  const send = <T>(
    endpoint: string,
    body: object,
    method = 'POST'
  ): Promise<T> =>
    requestAPI<T>(settings, endpoint, { method, body: JSON.stringify(body) });
  return {
    getProfile: signal => ask('profile', signal),
    explain: (language, topic, signal) =>
      ask(
        `profile/explanation?language=${language}&topic=${encodeURIComponent(topic)}`,
        signal
      ),
    resolve: body => send('profile/alerts', body),
    listWorked: signal => ask('journey/problems', signal),
    getTimeline: (problemId, part, signal) => {
      const wanted = part === 'whole' ? {} : { part };
      return ask(`journey${about(problemId, wanted)}`, signal);
    },
    getStep: (problemId, step, signal) =>
      ask(`journey/steps/${step}${about(problemId)}`, signal),
    listQuizTopics: signal => ask('quizzes', signal),
    beginQuiz: body => send('quizzes', body),
    getQuiz: quizId => requestAPI(settings, `quizzes/${quizId}`, {}),
    answerQuiz: (quizId, body) => send(`quizzes/${quizId}/answers`, body),
    getSettings: signal => ask('me/recording', signal),
    changeSettings: body => send('me/recording', body, 'PATCH'),
    copy: format => requestFile(settings, `me/export?format=${format}`),
    erase: () => send('me/erase', ERASE),
    note: (body, isLast = false) =>
      requestAPI(settings, 'notes', {
        method: 'POST',
        body: JSON.stringify(body),
        keepalive: isLast
      })
  };
}

function about(
  problemId: string | null,
  more: Record<string, string> = {}
): string {
  const of = problemId === null ? {} : { problem_id: problemId };
  const query = new URLSearchParams({ ...of, ...more }).toString();
  return query && `?${query}`;
}
