import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Generations } from '../models/generations';
import { ApiError, UnreachableError } from '../refusals';
import { FakeApi, numbered, session } from './fakes';

const STARTED = numbered(1, {
  type: 'generation_started',
  total_slots: 2,
  kept: 0,
  author: 'builtin',
  tier: 'landlock'
});
const SLOT = numbered(2, {
  type: 'slot_completed',
  slot: 0,
  problem_id: 'p',
  title: 'P',
  kept: false,
  spent: null
});
const END = numbered(3, {
  type: 'generation_completed',
  activity_id: 'a1',
  completed: 2,
  failed: 0,
  notices: [],
  proposal: ''
});

const LATER = '2026-01-02T03:05:00Z';

describe('Generations', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes on after the last event when the stream breaks', async () => {
    const api = new FakeApi();
    api.streams = [[STARTED, SLOT], [], [END]];
    const generations = new Generations(api);
    let ended = 0;
    generations.ended.connect(() => {
      ended += 1;
    });
    generations.watch([session({}), session({ id: 's2', state: 'SAVED' })]);
    await vi.runAllTimersAsync();
    expect(api.positions).toEqual([
      { 'session:s1': 0 },
      { 'session:s1': 2 },
      { 'session:s1': 2 }
    ]);
    expect(generations.all).toMatchObject([
      { sessionId: 's1', progress: { completed: 2, end: 'completed' } }
    ]);
    expect(ended).toBe(1);
  });

  it('keeps a failure in sight until it is forgotten', async () => {
    const api = new FakeApi();
    const failure = {
      type: 'generation_failed',
      reason: 'no',
      proposal: ''
    } as const;
    api.streams = [[STARTED, numbered(2, failure)]];
    const generations = new Generations(api);
    generations.watch([session({})]);
    await vi.runAllTimersAsync();
    generations.watch([session({ state: 'FAILED' })]);
    expect(generations.all).toMatchObject([{ progress: { reason: 'no' } }]);
    generations.forgetEnded();
    expect(generations.all).toEqual([]);
  });

  it('watches a session that failed when it generates again', async () => {
    const api = new FakeApi();
    const failure = {
      type: 'generation_failed',
      reason: 'no',
      proposal: ''
    } as const;
    api.streams = [
      [STARTED, numbered(2, failure)],
      [{ ...numbered(3, SLOT.event), at: LATER }]
    ];
    const generations = new Generations(api);
    generations.watch([session({})]);
    await vi.runAllTimersAsync();
    generations.watch([session({ updated_at: LATER })]);
    await vi.advanceTimersByTimeAsync(0);
    expect(api.positions[1]).toEqual({ 'session:s1': 2 });
    expect(generations.all).toMatchObject([
      { progress: { completed: 1, end: null } }
    ]);
    generations.dispose();
  });

  it('believes the stream that a run is over when the list is older', async () => {
    const api = new FakeApi();
    api.streams = [[STARTED, SLOT, END]];
    const generations = new Generations(api);
    generations.watch([session({})], 's1');
    await vi.runAllTimersAsync();
    generations.watch([session({})], 's1');
    await vi.runAllTimersAsync();
    expect(generations.of('s1')?.progress.end).toBe('completed');
    expect(api.positions).toHaveLength(1);
  });

  it('does not take the end of an earlier run for that of this one', async () => {
    const api = new FakeApi();
    const stopped = { type: 'generation_cancelled', completed: 0 } as const;
    api.streams = [[STARTED, numbered(2, stopped)]];
    const generations = new Generations(api);
    generations.watch([session({ updated_at: LATER })]);
    await vi.advanceTimersByTimeAsync(0);
    expect(generations.of('s1')?.progress.end).toBeNull();
    generations.dispose();
  });

  it('asks what runs when the server knows the session no more', async () => {
    const api = new FakeApi();
    api.failure = new ApiError(404, 'not_found', 'no such session');
    const generations = new Generations(api);
    let refusals = 0;
    generations.refused.connect(() => {
      refusals += 1;
    });
    generations.watch([session({})]);
    await vi.runAllTimersAsync();
    expect([api.positions.length, refusals]).toEqual([1, 1]);
    generations.watch([]);
    await vi.runAllTimersAsync();
    expect([api.positions.length, generations.all]).toEqual([1, []]);
  });

  it('says that it is refused when the list tells that it runs', async () => {
    const api = new FakeApi();
    api.failure = new ApiError(404, 'not_found', 'no such session');
    const generations = new Generations(api);
    let refusals = 0;
    generations.refused.connect(() => {
      refusals += 1;
      generations.watch([session({})]);
    });
    generations.watch([session({})]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(refusals).toBe(1);
    expect(generations.all[0]?.lost).toBe(api.failure);
    generations.dispose();
  });

  it.each([
    [
      'refused, as with an old token',
      new ApiError(403, 'refused', 'Forbidden')
    ],
    ['not there yet', new ApiError(404, 'refused', 'Not Found')],
    ['not signed in', new ApiError(401, 'refused', 'Unauthorized')],
    ['too busy', new ApiError(429, 'busy', 'Later.')]
  ])('goes on and says so when it is %s', async (_, refusal) => {
    const api = new FakeApi();
    api.failure = refusal;
    const generations = new Generations(api);
    const lost: unknown[] = [];
    generations.changed.connect(() => lost.push(generations.all[0]?.lost));
    generations.watch([session({})]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(api.positions.length).toBeGreaterThan(2);
    expect(lost.at(-1)).toBe(refusal);
    api.failure = null;
    api.streams = [[STARTED, SLOT, END]];
    await vi.runAllTimersAsync();
    expect(generations.all).toMatchObject([
      { lost: null, progress: { end: 'completed' } }
    ]);
  });

  it('says when the server stays away, not when a connection breaks once', async () => {
    const api = new FakeApi();
    api.failure = new UnreachableError(null);
    const generations = new Generations(api);
    generations.watch([session({})]);
    await vi.advanceTimersByTimeAsync(100);
    expect(generations.all[0]?.lost ?? null).toBeNull();
    await vi.advanceTimersByTimeAsync(2500);
    expect(generations.all[0]?.lost).toBe(api.failure);
    generations.dispose();
  });

  it('opens no stream when nothing runs', async () => {
    const api = new FakeApi();
    const generations = new Generations(api);
    generations.watch([session({ state: 'READY' })]);
    await vi.runAllTimersAsync();
    expect(api.positions).toEqual([]);
    expect(generations.all).toEqual([]);
  });

  it('stops trying when it is paused, and goes on where it was', async () => {
    const api = new FakeApi();
    api.streams = [[STARTED]];
    const generations = new Generations(api);
    generations.watch([session({})]);
    await vi.advanceTimersByTimeAsync(0);
    generations.pause();
    await vi.runAllTimersAsync();
    expect(api.positions).toHaveLength(1);
    api.streams = [[SLOT, END]];
    generations.watch([session({})]);
    await vi.runAllTimersAsync();
    expect(api.positions[1]).toEqual({ 'session:s1': 1 });
    expect(generations.all[0]?.progress.end).toBe('completed');
  });
});
