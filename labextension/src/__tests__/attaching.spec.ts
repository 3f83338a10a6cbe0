import { describe, expect, it, vi } from 'vitest';

import { loadedOnce } from '../models/again';
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

describe('Reading', () => {
  it('tells a file that was read anew from cells that were changed', () => {
    const [a, b, c, d] = [{}, {}, {}, {}];
    const reading = new Reading();
    expect(reading.isAnew([a, b])).toBe(false);
    expect(reading.isAnew([a, c])).toBe(false);
    expect(reading.isAnew([c, d])).toBe(false);
    expect(reading.isAnew([])).toBe(true);
    expect(reading.isAnew([a, b])).toBe(false);
    expect(reading.isAnew([c, d])).toBe(true);
  });
});
