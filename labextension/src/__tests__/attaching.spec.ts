import { describe, expect, it, vi } from 'vitest';

import { loadedOnce, OncePer } from '../models/again';
import { Reading } from '../models/reading';
import { Attaching } from '../plugins/attaching';

const THING = { isDisposed: false, dispose: () => undefined };

describe('Attaching', () => {
  it('tells a failure, and tries again when that is asked for', async () => {
    const make = vi.fn().mockRejectedValueOnce(new Error('chunk'));
    make.mockResolvedValue(THING);
    const place = { isDisposed: false };
    let again = (): void => undefined;
    const attaching = new Attaching(make, (_, retry) => {
      again = retry;
    });
    await attaching.attach(place);
    expect(attaching.of(place)).toBeNull();
    again();
    await vi.waitFor(() => {
      expect(attaching.of(place)).toBe(THING);
    });
  });

  it('says nothing of what was closed meanwhile', async () => {
    const failed = vi.fn();
    const place = { isDisposed: false };
    const attaching = new Attaching(() => {
      place.isDisposed = true;
      return Promise.reject(new Error('gone'));
    }, failed);
    await attaching.attach(place);
    expect(failed).not.toHaveBeenCalled();
    const nothing = new Attaching(() => Promise.resolve(null), failed);
    await nothing.attach(place);
    expect(nothing.of(place)).toBeNull();
  });
});

describe('loadedOnce', () => {
  it('loads once, and again after a failure', async () => {
    const load = vi.fn().mockRejectedValueOnce(new Error('chunk'));
    load.mockResolvedValue('there');
    const loaded = loadedOnce(load);
    await expect(loaded()).rejects.toThrow('chunk');
    await expect(Promise.all([loaded(), loaded()])).resolves.toEqual([
      'there',
      'there'
    ]);
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe('OncePer', () => {
  it('makes one thing for all who ask for the same', () => {
    const [one, other] = [{}, {}];
    const made = new OncePer<object, object>();
    const first = made.of(one, () => ({}));
    expect(made.of(one, () => ({}))).toBe(first);
    expect(made.of(other, () => ({}))).not.toBe(first);
  });
});

describe('Reading', () => {
  const [a, b, c, d] = [{}, {}, {}, {}];

  it('tells a file that was read anew from cells that were changed', () => {
    const reading = new Reading();
    const isAnewWith = (cells: object[]): boolean => {
      reading.changed(cells);
      return reading.isAnew();
    };
    expect(isAnewWith([a, b])).toBe(false);
    expect(isAnewWith([a, c])).toBe(false);
    expect(isAnewWith([c, d])).toBe(false);
    expect(isAnewWith([])).toBe(true);
    expect(isAnewWith([a, b])).toBe(false);
    expect(isAnewWith([c, d])).toBe(true);
    expect(reading.isAnew()).toBe(false);
  });

  it('takes an only cell that was converted and saved later for no other file', async () => {
    const reading = new Reading();
    reading.changed([a]);
    reading.changed([b]);
    await Promise.resolve();
    expect(reading.isAnew()).toBe(false);
  });
});
