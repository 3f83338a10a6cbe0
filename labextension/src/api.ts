import type { ServerConnection } from '@jupyterlab/services';

import type {
  Activity,
  ActivityList,
  AuthoringSession,
  EmitNotebook,
  GenerationAccepted,
  Health,
  NotebookWritten,
  NumberedEvent,
  PatchSession,
  SessionList,
  TurnReply
} from './contracts';
import { classroomOf } from './classroom';
import { editingOf } from './editing';
import { journeyOf } from './journey';
import type { IClassroom } from './models/classroom';
import type { IEditing } from './models/editing';
import { materialsOf } from './materials';
import type { IJourney } from './models/journey';
import type { IMaterials } from './models/materials';
import { readEvents, requestAPI } from './request';
import type { IServerEvent } from './sse';

/** How far each topic of the page's stream was read. */
export type Positions = Readonly<Record<string, number>>;

/** Follow the topics in `positions`, each after its number, until `signal` aborts. */
export type FollowEvents = (
  positions: Positions,
  signal: AbortSignal
) => AsyncGenerator<NumberedEvent, void, void>;

/** The endpoints of the server that the page uses, one function each. */
export interface IApi {
  /** The user's classes and what they were given; only a class service has any. */
  readonly classroom: IClassroom;
  /** What changes the problems of an activity. */
  readonly editing: IEditing;
  /** The learner's own progress and record. */
  readonly journey: IJourney;
  /** The documents of activities. */
  readonly materials: IMaterials;
  /** What works on this installation. */
  getHealth(signal: AbortSignal): Promise<Health>;
  /** The caller's activities, newest first. */
  listActivities(signal: AbortSignal): Promise<ActivityList>;
  /** One activity, with what was proven of its problems. */
  getActivity(activityId: string, signal: AbortSignal): Promise<Activity>;
  /** Publish an activity. */
  publishActivity(activityId: string): Promise<Activity>;
  /** Delete an activity; `restoreActivity` undoes it. */
  deleteActivity(activityId: string): Promise<void>;
  /** Bring a deleted activity back. */
  restoreActivity(activityId: string): Promise<Activity>;
  /** The caller's authoring sessions, newest first. */
  listSessions(signal: AbortSignal): Promise<SessionList>;
  /** Open an authoring session. */
  createSession(
    mode: AuthoringSession['learning_mode']
  ): Promise<AuthoringSession>;
  /** One authoring session with its whole conversation. */
  getSession(sessionId: string): Promise<AuthoringSession>;
  /** Say something in a session. */
  postMessage(sessionId: string, text: string): Promise<TurnReply>;
  /** Change fields of the spec, or the learning mode, by hand. */
  patchSession(
    sessionId: string,
    body: Partial<PatchSession>
  ): Promise<TurnReply>;
  /** Start generation, or go on with one that was cancelled or failed. */
  startGeneration(sessionId: string): Promise<GenerationAccepted>;
  /** Stop generation; what is proven stays. */
  cancelGeneration(sessionId: string): Promise<AuthoringSession>;
  /** Write the notebook of an activity into a folder and return its path. */
  emitNotebook(
    activityId: string,
    body: EmitNotebook
  ): Promise<NotebookWritten>;
  followEvents: FollowEvents;
  /** The events of a session's generations from the first on, until the last one ends. */
  readGeneration(
    sessionId: string,
    signal: AbortSignal
  ): AsyncGenerator<NumberedEvent, void, void>;
}

/** Bind the endpoints to a server. */
export function connect(settings: ServerConnection.ISettings): IApi {
  const ask = <T>(endpoint: string, init?: RequestInit): Promise<T> =>
    requestAPI<T>(settings, endpoint, init);
  const send = <T>(
    method: string,
    endpoint: string,
    body: object = {}
  ): Promise<T> => ask<T>(endpoint, { method, body: JSON.stringify(body) });
  return {
    classroom: classroomOf(settings),
    editing: editingOf(settings),
    journey: journeyOf(settings),
    materials: materialsOf(settings),
    getHealth: signal => ask('health', { signal }),
    listActivities: signal => ask('activities', { signal }),
    getActivity: (id, signal) => ask(activity(id), { signal }),
    publishActivity: id => send('POST', `${activity(id)}/publish`),
    deleteActivity: id => ask(activity(id), { method: 'DELETE' }),
    restoreActivity: id => send('POST', `${activity(id)}/restore`),
    listSessions: signal => ask('sessions', { signal }),
    createSession: mode => send('POST', 'sessions', { learning_mode: mode }),
    getSession: id => ask(session(id)),
    postMessage: (id, text) =>
      send('POST', `${session(id)}/messages`, { text }),
    patchSession: (id, body) => send('PATCH', session(id), body),
    startGeneration: id => send('POST', `${session(id)}/generate`),
    cancelGeneration: id => send('POST', `${session(id)}/cancel`),
    emitNotebook: (id, body) => send('POST', `${activity(id)}/notebook`, body),
    followEvents: (positions, signal) =>
      followEvents(settings, positions, signal),
    readGeneration: (id, signal) =>
      numbered(
        readEvents(settings, `${session(id)}/generate/stream`, { signal })
      )
  };
}

function activity(id: string): string {
  return `activities/${encodeURIComponent(id)}`;
}

function session(id: string): string {
  return `sessions/${encodeURIComponent(id)}`;
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
  yield* numbered(
    readEvents(settings, `events?topics=${topics}`, { lastEventId, signal })
  );
}

async function* numbered(
  events: AsyncIterable<IServerEvent>
): AsyncGenerator<NumberedEvent, void, void> {
  for await (const event of events) {
    yield JSON.parse(event.data) as NumberedEvent;
  }
}
