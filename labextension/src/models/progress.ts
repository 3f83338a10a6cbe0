import type {
  GenerationEvent,
  ModelUse,
  NumberedEvent,
  SlotProving,
  SlotStarted
} from '../contracts';

/** What happens to one slot. `refusedBy` is the gate that refused its last draft. */
export interface ISlotProgress {
  readonly slot: number;
  readonly difficulty: SlotStarted['difficulty'] | null;
  readonly topics: readonly string[];
  readonly state: 'waiting' | 'writing' | 'proving' | 'proven' | 'failed';
  readonly step: SlotProving['step'] | null;
  readonly attempt: number;
  readonly author: string;
  readonly insteadOf: string;
  readonly refusedBy: string;
  readonly title: string;
  readonly reason: string;
}

/** How far a generation is. `total` is null until its first event came; times are the server's. */
export interface IProgress {
  readonly total: number | null;
  readonly completed: number;
  readonly failed: number;
  readonly end: 'completed' | 'failed' | 'cancelled' | null;
  readonly reason: string;
  readonly slots: readonly ISlotProgress[];
  readonly spent: ModelUse | null;
  readonly author: string;
  readonly tier: string;
  readonly activityId: string | null;
  readonly notices: readonly string[];
  readonly proposal: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export const NO_PROGRESS: IProgress = {
  total: null,
  completed: 0,
  failed: 0,
  end: null,
  reason: '',
  slots: [],
  spent: null,
  author: '',
  tier: '',
  activityId: null,
  notices: [],
  proposal: '',
  startedAt: null,
  endedAt: null
};

/** Return the progress after one more event with its time; events must come in their order. */
export function progressAt(
  progress: IProgress,
  { event, at }: Pick<NumberedEvent, 'event' | 'at'>
): IProgress {
  const after = progressAfter(progress, event);
  if (event.type === 'generation_started') {
    return { ...after, startedAt: at };
  }
  return after.end && !progress.end ? { ...after, endedAt: at } : after;
}

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
        completed: event.kept,
        author: event.author,
        tier: event.tier,
        slots: Array.from({ length: event.total_slots }, (_, i) => waiting(i))
      };
    case 'slot_completed':
      return {
        // Kept slots were counted when the run started.
        ...(event.kept
          ? progress
          : { ...progress, completed: progress.completed + 1 }),
        spent: sum(progress.spent, event.spent),
        slots: changed(progress, event.slot, {
          state: 'proven',
          title: event.title
        })
      };
    case 'slot_failed':
      return {
        ...progress,
        failed: progress.failed + 1,
        spent: sum(progress.spent, event.spent),
        slots: changed(progress, event.slot, {
          state: 'failed',
          reason: event.reason
        })
      };
    case 'generation_completed':
      return {
        ...progress,
        completed: event.completed,
        failed: event.failed,
        activityId: event.activity_id,
        notices: event.notices,
        proposal: event.proposal,
        end: 'completed'
      };
    case 'generation_failed':
      return {
        ...progress,
        end: 'failed',
        reason: event.reason,
        proposal: event.proposal
      };
    case 'generation_cancelled':
      return { ...progress, completed: event.completed, end: 'cancelled' };
    default:
      // A newer server may tell of more than this page knows.
      return { ...progress, slots: slotsAfter(progress, event) };
  }
}

function slotsAfter(
  progress: IProgress,
  event: GenerationEvent
): readonly ISlotProgress[] {
  switch (event.type) {
    case 'slot_started':
      return changed(progress, event.slot, {
        difficulty: event.difficulty,
        topics: event.topics,
        state: 'writing'
      });
    case 'slot_attempt_started':
      return changed(progress, event.slot, {
        attempt: event.attempt,
        author: event.author,
        state: 'writing',
        step: null
      });
    case 'slot_proving':
      return changed(progress, event.slot, {
        state: 'proving',
        step: event.step
      });
    case 'slot_gate':
      return event.ok
        ? progress.slots
        : changed(progress, event.slot, { refusedBy: event.gate });
    case 'slot_fallback':
      return changed(progress, event.slot, {
        author: event.author,
        insteadOf: event.instead_of
      });
    default:
      return progress.slots;
  }
}

function waiting(slot: number): ISlotProgress {
  return {
    slot,
    difficulty: null,
    topics: [],
    state: 'waiting',
    step: null,
    attempt: 0,
    author: '',
    insteadOf: '',
    refusedBy: '',
    title: '',
    reason: ''
  };
}

function changed(
  { slots }: IProgress,
  slot: number,
  changes: Partial<ISlotProgress>
): readonly ISlotProgress[] {
  const known = slots.find(entry => entry.slot === slot);
  return [
    ...slots.filter(entry => entry.slot !== slot),
    { ...(known ?? waiting(slot)), ...changes }
  ].sort((a, b) => a.slot - b.slot);
}

/** A cost that is known of a part only is not told. */
function sum(a: ModelUse | null, b: ModelUse | null): ModelUse | null {
  if (a === null || b === null) {
    return a ?? b;
  }
  const isPriced = a.cost_micros !== null && b.cost_micros !== null;
  return {
    calls: a.calls + b.calls,
    tokens_in: a.tokens_in + b.tokens_in,
    tokens_out: a.tokens_out + b.tokens_out,
    cost_micros: isPriced ? (a.cost_micros ?? 0) + (b.cost_micros ?? 0) : null
  };
}
