import type { ServerConnection } from '@jupyterlab/services';

import type { IClassroom } from './models/classroom';
import { requestAPI } from './request';

/** Bind what a learner asks of the class service to a server that hands it on. */
export function classroomOf(settings: ServerConnection.ISettings): IClassroom {
  const ask = <T>(endpoint: string, init?: RequestInit): Promise<T> =>
    requestAPI<T>(settings, endpoint, init);
  const post = <T>(endpoint: string, body: object): Promise<T> =>
    ask<T>(endpoint, { method: 'POST', body: JSON.stringify(body) });
  return {
    given: signal => ask('challenges', { signal }),
    models: signal => ask('me/llm', { signal }),
    accesses: signal => ask('me/accesses', { signal }),
    join: code => post('classes/join', { code }),
    emitNotebook: (id, body) =>
      post(`challenges/${encodeURIComponent(id)}/notebook`, body)
  };
}
