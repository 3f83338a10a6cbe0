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

  it('gives up what may go for what has no room', () => {
    const room = 20;
    const next = (): OwnStorage => new OwnStorage('us', () => localStorage);
    const small = new OwnStorage('us', () => {
      const setItem = (key: string, value: string): void => {
        const texts = next()
          .keys()
          .filter(name => `us:${name}` !== key)
          .map(name => next().getItem(name) ?? '');
        if (texts.join('').length + value.length > room) {
          throw new DOMException('full', 'QuotaExceededError');
        }
        localStorage.setItem(key, value);
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
    small.setItem('a', 'a'.repeat(8));
    small.setItem('b', 'b'.repeat(8));
    const spare = (): string[] => ['gone', 'a', 'c', 'b'];
    small.setItem('c', 'c'.repeat(10), spare);
    expect(next().keys().sort()).toEqual(['b', 'c']);
    // What fits into no storage costs nothing else; but it is not what was there before.
    small.setItem('c', 'x'.repeat(30), spare);
    expect(next().keys()).toEqual(['b']);
    expect(small.getItem('c')).toHaveLength(30);
  });

  it('tells that everything was forgotten', () => {
    const own = new OwnStorage('us', () => localStorage);
    let told = 0;
    own.cleared.connect(() => told++);
    own.setItem('x', '1');
    own.clear();
    expect(told).toBe(1);
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
