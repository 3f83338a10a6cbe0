import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ReplayModel } from '../models/replay';
import { type IAsked, Source } from './fakeReplay';
import { row, step } from './journeySteps';

async function opened(): Promise<{ model: ReplayModel; source: Source }> {
  const source = new Source();
  const model = new ReplayModel(source);
  await model.open();
  return { model, source };
}

describe('ReplayModel', () => {
  it('opens at the first row, and asks for what it shows only', async () => {
    const { model, source } = await opened();
    expect(model.shown?.step.code).toBe('code 1');
    expect(model.shown?.before).toBeNull();
    expect(source.asked.map(asked => asked.step)).toEqual([1]);
  });

  it('shows a row beside the one before it, which it need not ask for again', async () => {
    const { model, source } = await opened();
    await model.go(1);
    await model.go(2);
    expect([model.shown?.before?.code, model.shown?.step.code]).toEqual([
      'code 2',
      'code 4'
    ]);
    expect(source.asked.map(asked => asked.step)).toEqual([1, 2, 4]);
  });

  it('compares with what stood before with the same problem', async () => {
    const source = new Source();
    source.rows = ['p', 'q', 'p'].map((problem_id, n) =>
      row({ step: n + 1, problem_id })
    );
    const model = new ReplayModel(source);
    await model.open();
    await model.go(2);
    expect(model.shown?.before?.step).toBe(1);
    await model.go(1);
    expect(model.shown?.before).toBeNull();
  });

  it('stays within its ends', async () => {
    const { model } = await opened();
    await model.go(99);
    expect([model.place, model.isAtLast]).toEqual([4, true]);
    await model.go(-3);
    expect([model.place, model.isAtFirst]).toEqual([0, true]);
  });

  it('goes to the row that a record is part of', async () => {
    const { model } = await opened();
    await model.goToRecord(5);
    expect(model.place).toBe(3);
    await model.goToRecord(77);
    expect(model.place).toBe(3);
  });

  it('shows the newest wish, whatever order the answers come in', async () => {
    const { model, source } = await opened();
    source.isPatient = true;
    const wishes = [model.go(2), model.go(4)];
    expect(model.isLoading).toBe(true);
    expect(model.shown?.step.step).toBe(1);
    const of = (number: number): IAsked[] =>
      source.asked.filter(asked => asked.step === number);
    of(4)[0]?.answer(step({ step: 4, code: 'late' }));
    expect(of(4)[0]?.signal.aborted).toBe(true);
    of(7)[0]?.answer(step({ step: 7, code: 'newest' }));
    of(5)[0]?.answer(step({ step: 5 }));
    of(2)[0]?.answer(step({ step: 2 }));
    await Promise.all(wishes);
    expect(model.shown?.step.code).toBe('newest');
    expect(model.isLoading).toBe(false);
  });

  it('tells of a step that cannot be had, keeps what was shown, tries again', async () => {
    const { model, source } = await opened();
    source.failure = new Error('gone');
    await model.go(3);
    expect(model.failure?.message).toBe('gone');
    expect(model.shown?.step.step).toBe(1);
    source.failure = null;
    await model.retry();
    expect([model.failure, model.shown?.step.step]).toEqual([null, 5]);
  });

  it('tells of a journey that cannot be had', async () => {
    const source = new Source();
    source.failure = new Error('gone');
    const model = new ReplayModel(source);
    await model.open();
    expect(model.timeline.error?.message).toBe('gone');
    source.failure = null;
    await model.open();
    expect(model.shown?.step.step).toBe(1);
  });

  it('has nothing to show of an empty journey', async () => {
    const source = new Source();
    source.rows = [];
    const model = new ReplayModel(source);
    await model.open();
    await model.play();
    expect([model.shown, model.row, model.isPlaying]).toEqual([
      null,
      null,
      false
    ]);
  });

  it('shows nothing more once it is gone', async () => {
    const { model, source } = await opened();
    source.isPatient = true;
    const wish = model.go(1);
    model.dispose();
    source.asked.at(-1)?.answer(step({ step: 2 }));
    await wish;
    expect(model.shown?.step.step).toBe(1);
  });
});

describe('playing', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes on every two seconds and stops at the end', async () => {
    const { model } = await opened();
    await model.play();
    await vi.advanceTimersByTimeAsync(1999);
    expect(model.place).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(model.place).toBe(1);
    await vi.advanceTimersByTimeAsync(6000);
    expect([model.place, model.isPlaying]).toEqual([4, false]);
    await model.play();
    expect([model.place, model.isPlaying]).toEqual([0, true]);
  });

  it('pauses', async () => {
    const { model } = await opened();
    await model.play();
    model.pause();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([model.place, model.isPlaying]).toEqual([0, false]);
  });

  it('takes another speed at once', async () => {
    const { model } = await opened();
    await model.play();
    model.setSpeed(8);
    await vi.advanceTimersByTimeAsync(250);
    expect(model.place).toBe(1);
  });

  it('goes on from where somebody went meanwhile', async () => {
    const { model } = await opened();
    await model.play();
    await vi.advanceTimersByTimeAsync(1000);
    await model.go(2);
    await vi.advanceTimersByTimeAsync(1999);
    expect(model.place).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(model.place).toBe(3);
  });

  it('waits for a step that is on its way, and stops at one that cannot be had', async () => {
    const { model, source } = await opened();
    await model.play();
    source.isPatient = true;
    await vi.advanceTimersByTimeAsync(30_000);
    expect([model.place, model.isPlaying]).toEqual([1, true]);
    source.asked.at(-1)?.refuse(new Error('gone'));
    await vi.advanceTimersByTimeAsync(30_000);
    expect([model.place, model.isPlaying]).toEqual([1, false]);
  });
});
