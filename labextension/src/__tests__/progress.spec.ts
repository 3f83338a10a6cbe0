import { describe, expect, it } from 'vitest';

import type { GenerationEvent } from '../contracts';
import { NO_PROGRESS, progressAfter } from '../models/progress';

const STARTED: GenerationEvent = {
  type: 'generation_started',
  total_slots: 3,
  kept: 1,
  author: 'builtin',
  tier: 'landlock'
};
const COMPLETED: GenerationEvent = {
  type: 'slot_completed',
  slot: 1,
  problem_id: 'p',
  title: 'P',
  kept: false,
  spent: null
};
const FAILED: GenerationEvent = {
  type: 'slot_failed',
  slot: 2,
  attempts: 3,
  reason: 'no draft passed',
  spent: null
};

function after(...events: GenerationEvent[]) {
  return events.reduce(progressAfter, NO_PROGRESS);
}

describe('progressAfter', () => {
  it('counts the slots that an earlier run finished once', () => {
    const kept = { ...COMPLETED, slot: 0, kept: true };
    expect(after(STARTED, kept, COMPLETED)).toMatchObject({
      total: 3,
      completed: 2
    });
  });

  it('counts failed slots apart', () => {
    expect(after(STARTED, COMPLETED, FAILED)).toMatchObject({
      completed: 2,
      failed: 1,
      end: null
    });
  });

  it('starts anew with a new run', () => {
    const failed: GenerationEvent = {
      type: 'generation_failed',
      reason: 'x',
      proposal: ''
    };
    expect(after(STARTED, FAILED, failed)).toMatchObject({
      end: 'failed',
      reason: 'x'
    });
    expect(after(STARTED, FAILED, failed, STARTED)).toMatchObject({
      completed: 1,
      failed: 0,
      end: null
    });
  });

  it('takes the last count from the end of the run', () => {
    const end: GenerationEvent = { type: 'generation_cancelled', completed: 2 };
    expect(after(STARTED, end)).toMatchObject({
      completed: 2,
      end: 'cancelled'
    });
  });
});
