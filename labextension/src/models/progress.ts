import type { GenerationEvent } from '../contracts';

/** How far a generation is. `total` is null until its first event came. */
export interface IProgress {
  readonly total: number | null;
  readonly completed: number;
  readonly failed: number;
  readonly end: 'completed' | 'failed' | 'cancelled' | null;
  readonly reason: string;
}

export const NO_PROGRESS: IProgress = {
  total: null,
  completed: 0,
  failed: 0,
  end: null,
  reason: ''
};

/** Return the progress after one more event; events must come in their order. */
export function progressAfter(
  progress: IProgress,
  event: GenerationEvent
): IProgress {
  switch (event.type) {
    case 'generation_started':
      // A new run of the same session starts to count anew.
      return {
        ...NO_PROGRESS,
        total: event.total_slots,
        completed: event.kept
      };
    case 'slot_completed':
      // Kept slots were counted when the run started.
      return event.kept
        ? progress
        : { ...progress, completed: progress.completed + 1 };
    case 'slot_failed':
      return { ...progress, failed: progress.failed + 1 };
    case 'generation_completed':
      return {
        ...progress,
        completed: event.completed,
        failed: event.failed,
        end: 'completed'
      };
    case 'generation_failed':
      return { ...progress, end: 'failed', reason: event.reason };
    case 'generation_cancelled':
      return { ...progress, completed: event.completed, end: 'cancelled' };
    case 'slot_started':
    case 'slot_attempt_started':
    case 'slot_gate':
    case 'slot_fallback':
      return progress;
    default:
      // A newer server may tell of more than this page knows.
      return progress;
  }
}
