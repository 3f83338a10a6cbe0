import type { ServerConnection } from '@jupyterlab/services';

import type {
  ActivityList,
  EmitNotebook,
  Health,
  NotebookWritten,
  NumberedEvent,
  SessionList
} from './contracts';
import { readEvents, requestAPI } from './request';

/** How far each topic of the page's stream was read. */
export type Positions = Readonly<Record<string, number>>;

/** The endpoints of the server that the page uses, one function each. */
export interface IApi {
  /** What works on this installation. */
  getHealth(signal: AbortSignal): Promise<Health>;
  /** The caller's activities, newest first. */
  listActivities(signal: AbortSignal): Promise<ActivityList>;
  /** The caller's authoring sessions, newest first. */
  listSessions(signal: AbortSignal): Promise<SessionList>;
  /** Write the notebook of an activity into a folder and return its path. */
  emitNotebook(
    activityId: string,
    body: EmitNotebook
  ): Promise<NotebookWritten>;
  /** Follow the topics in `positions`, each after its number, until `signal` aborts. */
  followEvents(
    positions: Positions,
    signal: AbortSignal
  ): AsyncGenerator<NumberedEvent, void, void>;
}

/** Bind the endpoints to a server. */
export function connect(settings: ServerConnection.ISettings): IApi {
  return {
    getHealth: signal => requestAPI<Health>(settings, 'health', { signal }),
    listActivities: signal =>
      requestAPI<ActivityList>(settings, 'activities', { signal }),
    listSessions: signal =>
      requestAPI<SessionList>(settings, 'sessions', { signal }),
    emitNotebook: (activityId, body) =>
      requestAPI<NotebookWritten>(
        settings,
        `activities/${encodeURIComponent(activityId)}/notebook`,
        { method: 'POST', body: JSON.stringify(body) }
      ),
    followEvents: (positions, signal) =>
      followEvents(settings, positions, signal)
  };
}

async function* followEvents(
  settings: ServerConnection.ISettings,
  positions: Positions,
  signal: AbortSignal
): AsyncGenerator<NumberedEvent, void, void> {
  const topics = Object.keys(positions).map(encodeURIComponent).join(',');
  const lastEventId = Object.entries(positions)
    .map(([topic, number]) => `${topic}=${number}`)
    .join(',');
  const events = readEvents(settings, `events?topics=${topics}`, {
    lastEventId,
    signal
  });
  for await (const event of events) {
    yield JSON.parse(event.data) as NumberedEvent;
  }
}
