import { describe, expect, it, vi } from 'vitest';

import { ReplayModel } from '../models/replay';
import { Source } from './fakeReplay';

describe('a long journey', () => {
  /** The model of one whose rest is still to come, what lets it come, and when it is there. */
  async function begun(): Promise<{
    model: ReplayModel;
    source: Source;
    comes: () => void;
    whole: Promise<void>;
  }> {
    const source = new Source();
    let comes = (): void => undefined;
    source.rest = new Promise(resolve => {
      comes = resolve;
    });
    const model = new ReplayModel(source);
    const whole = model.open();
    await vi.waitFor(() => {
      expect(model.timeline.loading && model.shown).toBeTruthy();
    });
    return { model, source, comes, whole };
  }

  it('shows its first moment before all of it is there', async () => {
    const { model, comes, whole } = await begun();
    expect([model.shown?.step.code, model.rows.length]).toEqual(['code 1', 2]);
    expect([model.isWhole, model.isLoading]).toEqual([false, false]);
    comes();
    await whole;
    expect([model.isWhole, model.rows.length, model.place]).toEqual([
      true,
      5,
      0
    ]);
  });

  it('goes to a row that is still to come when it came', async () => {
    const { model, comes, whole } = await begun();
    await model.go(Infinity);
    expect([model.place, model.isAtLast, model.isLoading]).toEqual([
      1,
      false,
      true
    ]);
    comes();
    await whole;
    expect([model.place, model.isAtLast, model.isLoading]).toEqual([
      4,
      true,
      false
    ]);
    expect(model.shown?.step.step).toBe(7);
  });

  it('stays where somebody went meanwhile', async () => {
    const { model, comes, whole } = await begun();
    await model.go(3);
    await model.go(1);
    comes();
    await whole;
    expect(model.place).toBe(1);
  });

  it('plays on when the rest came', async () => {
    const { model, comes, whole } = await begun();
    await model.go(1);
    await model.play();
    expect([model.place, model.isPlaying]).toEqual([1, true]);
    comes();
    await whole;
    expect(model.isPlaying).toBe(true);
    model.pause();
  });

  it('keeps its beginning when the rest cannot be had, and asks for it again', async () => {
    const { model, source, comes, whole } = await begun();
    source.failure = new Error('gone');
    comes();
    await whole;
    expect(model.timeline.error?.message).toBe('gone');
    expect([model.rows.length, model.isWhole]).toEqual([2, false]);
    source.failure = null;
    await model.open();
    expect([model.rows.length, model.isWhole]).toEqual([5, true]);
  });
});
