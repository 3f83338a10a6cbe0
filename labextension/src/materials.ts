import type { ServerConnection } from '@jupyterlab/services';

import type { IMaterials } from './models/materials';
import { requestAPI } from './request';

/** Bind what is done with the documents of activities to a server. */
export function materialsOf(settings: ServerConnection.ISettings): IMaterials {
  const ask = <T>(endpoint: string, init?: RequestInit): Promise<T> =>
    requestAPI<T>(settings, endpoint, init);
  const of = (activityId: string): string =>
    `activities/${encodeURIComponent(activityId)}`;
  return {
    list: (id, signal) => ask(`${of(id)}/documents`, { signal }),
    upload: (id, name, content) =>
      ask(`${of(id)}/documents?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        body: content,
        headers: { 'Content-Type': 'application/octet-stream' }
      }),
    delete: id =>
      ask(`documents/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    search: (id, words) =>
      ask(`${of(id)}/passages?q=${encodeURIComponent(words)}`)
  };
}
