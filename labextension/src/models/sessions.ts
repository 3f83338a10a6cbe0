import type { IApi } from '../api';
import type { AuthoringSession, SessionSummary } from '../contracts';

/** Return the session that was open before, or else the newest that is not finished. */
export function sessionToOpen(
  known: readonly SessionSummary[],
  before: string | null
): SessionSummary | undefined {
  return (
    known.find(({ id }) => id === before) ??
    known.find(({ state }) => state !== 'SAVED')
  );
}

/** Whether nothing was said in a session yet. */
export function isEmpty({ message_count, state }: SessionSummary): boolean {
  return state === 'DRAFT' && message_count === 0;
}

/** Open the session that is still empty, or a new one, in a mode. */
export async function emptySession(
  api: IApi,
  emptyId: string | undefined,
  mode: AuthoringSession['learning_mode']
): Promise<AuthoringSession> {
  if (emptyId === undefined) {
    return api.createSession(mode);
  }
  const session = await api.getSession(emptyId);
  if (session.learning_mode === mode) {
    return session;
  }
  return (await api.patchSession(session.id, { learning_mode: mode })).session;
}

/** The open session is known better than by the list, which may be older. */
export function withOpen(
  known: readonly SessionSummary[],
  {
    id,
    state,
    updated_at,
    created_at,
    learning_mode,
    activity_id
  }: AuthoringSession
): readonly SessionSummary[] {
  const listed = known.find(each => each.id === id);
  const open = {
    id,
    state,
    updated_at,
    created_at,
    learning_mode,
    activity_id
  };
  const preview = listed?.preview ?? '';
  const message_count = listed?.message_count ?? 0;
  return [
    ...known.filter(each => each.id !== id),
    { ...open, preview, message_count }
  ];
}

/** What tells one state of the open session from another; empty when none is open. */
export function stateOf(session: AuthoringSession | null): string {
  return session ? `${session.id} ${session.state} ${session.seed ?? ''}` : '';
}
