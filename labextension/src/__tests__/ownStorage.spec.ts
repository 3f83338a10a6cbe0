import { beforeEach, describe, expect, it } from 'vitest';

import { OwnStorage } from '../models/ownStorage';

describe('OwnStorage', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('keeps users of one browser apart', () => {
    const ada = new OwnStorage('codemm:/user/ada/', () => localStorage);
    const bob = new OwnStorage('codemm:/user/bob/', () => localStorage);
    ada.setItem('x', '1');
    bob.setItem('y', '2');
    expect([ada.keys(), bob.getItem('x')]).toEqual([['x'], null]);
    ada.clear();
    expect([ada.keys(), bob.getItem('y')]).toEqual([[], '2']);
  });

  it('keeps for the page what a full storage does not take', () => {
    const own = new OwnStorage('us', () => localStorage);
    own.setItem('x', 'old');
    const full = new OwnStorage('us', () => {
      const setItem = (): never => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      return Object.assign(Object.create(localStorage) as Storage, {
        setItem,
        getItem: (key: string) => localStorage.getItem(key),
        removeItem: (key: string) => {
          localStorage.removeItem(key);
        },
        key: (n: number) => localStorage.key(n)
      });
    });
    full.setItem('x', 'new');
    full.setItem('y', 'other');
    expect(full.getItem('x')).toBe('new');
    expect(full.keys().sort()).toEqual(['x', 'y']);
    full.removeItem('x');
    expect([full.getItem('x'), own.getItem('x')]).toEqual([null, null]);
  });

  it('lives without a storage that is forbidden', () => {
    const own = new OwnStorage('us', () => {
      throw new DOMException('no', 'SecurityError');
    });
    expect(own.getItem('x')).toBeNull();
    own.setItem('x', '1');
    expect([own.getItem('x'), own.keys()]).toEqual(['1', ['x']]);
    own.clear();
    expect(own.keys()).toEqual([]);
  });
});
