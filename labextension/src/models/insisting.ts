import { UnreachableError } from '../refusals';

/** Waits some milliseconds; rejects when the signal aborts. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

interface IPatience {
  readonly pause: Pause;
  readonly signal: AbortSignal;
  /** Told whenever nobody answered. */
  readonly lost: () => void;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 8000;

/** Ask until somebody answers: a server that was stopped comes back and goes on. */
export async function insist<T>(
  ask: () => Promise<T>,
  { pause, signal, lost }: IPatience
): Promise<T> {
  for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted || !(error instanceof UnreachableError)) {
        throw error;
      }
      lost();
      await pause(ms, signal);
    }
  }
}

/** Wait by the clock. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(asError(signal.reason));
      },
      { once: true }
    );
  });
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
