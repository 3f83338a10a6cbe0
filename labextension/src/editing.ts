import type { ServerConnection } from '@jupyterlab/services';

import type { IEditing } from './models/editing';
import { requestAPI } from './request';

/** Bind what editing asks to a server. */
export function editingOf(settings: ServerConnection.ISettings): IEditing {
  const ask = <T>(endpoint: string, signal?: AbortSignal): Promise<T> =>
    requestAPI<T>(settings, endpoint, signal ? { signal } : {});
  const send = <T>(
    endpoint: string,
    body: object = {},
    method = 'POST'
  ): Promise<T> =>
    requestAPI<T>(settings, endpoint, { method, body: JSON.stringify(body) });
  return {
    edit: (id, problem, body) => send(`${problemOf(id, problem)}/edit`, body),
    regenerate: (id, problem, body) =>
      send(`${problemOf(id, problem)}/regenerate`, body),
    add: (id, body) => send(`${activity(id)}/problems`, body),
    listEdits: id => ask(`${activity(id)}/edits`),
    getEdit: (id, edit, wait, signal) =>
      ask(`${editOf(id, edit)}?wait=${wait}`, signal),
    accept: (id, edit) => send(`${editOf(id, edit)}/accept`),
    discard: (id, edit) => send(`${editOf(id, edit)}/discard`),
    arrange: (id, problems, version) =>
      send(activity(id), { problems, version }, 'PATCH'),
    listVersions: (id, signal) => ask(`${activity(id)}/versions`, signal),
    getVersion: (id, version, signal) =>
      ask(`${activity(id)}/versions/${version}`, signal),
    restoreVersion: (id, version, seen) =>
      send(`${activity(id)}/versions/${version}/restore`, { version: seen }),
    getNotebook: (id, signal) => ask(`${activity(id)}/notebook`, signal)
  };
}

function activity(id: string): string {
  return `activities/${encodeURIComponent(id)}`;
}

function problemOf(activityId: string, id: string): string {
  return `${activity(activityId)}/problems/${encodeURIComponent(id)}`;
}

function editOf(activityId: string, id: string): string {
  return `${activity(activityId)}/edits/${encodeURIComponent(id)}`;
}
