import type { FollowEvents } from '../api';
import type { NumberedEvent } from '../contracts';

/** Follow events only while the page is in view, where pages cannot share a connection. */
export function whileVisible(follow: FollowEvents): FollowEvents {
  return async function* (
    positions,
    signal
  ): AsyncGenerator<NumberedEvent, void, void> {
    await visible(signal);
    const seen = new AbortController();
    const end = (): void => {
      if (signal.aborted || document.hidden) {
        seen.abort();
      }
    };
    signal.addEventListener('abort', end);
    document.addEventListener('visibilitychange', end);
    end();
    try {
      yield* follow(positions, seen.signal);
    } catch (error) {
      // Out of view is no failure: the caller comes again, and waits until it is seen.
      if (signal.aborted || !seen.signal.aborted) {
        throw error;
      }
    } finally {
      signal.removeEventListener('abort', end);
      document.removeEventListener('visibilitychange', end);
    }
  };
}

function visible(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const look = (): void => {
      if (signal.aborted || !document.hidden) {
        document.removeEventListener('visibilitychange', look);
        signal.removeEventListener('abort', look);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
    look();
  });
}
