import type { SessionSummary } from '../contracts';

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
