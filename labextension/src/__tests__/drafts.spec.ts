import { beforeEach, describe, expect, it } from 'vitest';

import { Drafts, type IDraftPlace } from '../models/drafts';
import { OwnStorage } from '../models/ownStorage';

const PATH = 'a/b:c.ipynb';

describe('Drafts', () => {
  let now = 0;
  const storage = new OwnStorage('us', () => localStorage);
  const page = (name: string) =>
    new Drafts(
      storage,
      () => name,
      () => ++now
    );
  const place = (changes: Partial<IDraftPlace> = {}): IDraftPlace => ({
    problemId: 'p',
    file: null,
    cellId: 'c1',
    ...changes
  });
  const left = (path = PATH, problemId = 'p') =>
    page('other')
      .left(path, problemId)
      .map(({ code }) => code);

  beforeEach(() => {
    localStorage.clear();
    now = 0;
  });

  it('keeps what a page left, until its notebook is saved', () => {
    page('one').keep(PATH, place(), 'first');
    page('one').keep(PATH, place(), 'second');
    page('two').keep(PATH, place(), 'third');
    expect(left()).toEqual(['third', 'second']);
    page('one').saved(PATH);
    expect(left()).toEqual(['third']);
  });

  it('keeps the files of an answer and its copies apart', () => {
    const one = page('one');
    one.keep(PATH, place(), 'answer');
    one.keep(PATH, place({ cellId: 'c2' }), 'copy');
    one.keep(PATH, place({ cellId: 'c3', file: 'Helper.java' }), 'helper');
    expect(left()).toEqual(['helper', 'copy', 'answer']);
    expect(page('two').left(PATH, 'p')[0]).toEqual({
      ...place({ cellId: 'c3', file: 'Helper.java' }),
      code: 'helper',
      at: 3
    });
    one.forget(PATH, place({ cellId: 'c2' }));
    expect(left()).toEqual(['helper', 'answer']);
  });

  it('offers a page nothing of its own, of other notebooks or problems', () => {
    const one = page('one');
    one.keep(PATH, place(), 'own');
    page('two').keep('other.ipynb', place(), 'x');
    page('two').keep(PATH, place({ problemId: 'p2' }), 'x');
    expect(one.left(PATH, 'p')).toEqual([]);
    one.saved('a/b');
    expect(page('two').left(PATH, 'p')).toHaveLength(1);
  });

  it('leaves behind what a reverted file does not hold', () => {
    const names = ['before', 'after'];
    const one = new Drafts(storage, () => names.shift() ?? '');
    one.keep(PATH, place(), 'typed');
    one.startAnew();
    one.saved(PATH);
    expect(one.left(PATH, 'p').map(({ code }) => code)).toEqual(['typed']);
  });

  it.each([
    [PATH, 'new/name.ipynb'],
    ['a', 'new']
  ])('goes with what is renamed: %s', (from, to) => {
    const path = to.endsWith('.ipynb') ? to : 'new/b:c.ipynb';
    page('one').keep(PATH, place(), 'own');
    page('two').keep(PATH, place(), 'x');
    page('two').keep('ab/c.ipynb', place(), 'other');
    const one = page('one');
    one.moved(from, to);
    expect(left()).toEqual([]);
    expect(left(path)).toEqual(['x', 'own']);
    expect(left('ab/c.ipynb')).toEqual(['other']);
    one.saved(path);
    expect(left(path)).toEqual(['x']);
  });

  it('forgets what was looked at, and nothing else', () => {
    page('one').keep(PATH, place(), 'x');
    page('two').keep(PATH, place(), 'y');
    const three = page('three');
    const [newest] = three.left(PATH, 'p');
    if (newest) {
      three.drop(PATH, newest);
    }
    expect(left()).toEqual(['x']);
  });

  it('passes over what somebody else wrote in its place', () => {
    const key = `draft:${encodeURIComponent(PATH)}:p::c1:odd`;
    for (const odd of ['', '{', '7', '{"code":1,"at":2}']) {
      storage.setItem(key, odd);
      storage.setItem('draft:%:p::c1:odd', odd);
      storage.setItem('draft:odd', odd);
      expect(left()).toEqual([]);
    }
  });

  it('takes names with half a character in them', () => {
    page('one').keep('\ud800.ipynb', place({ cellId: '\udc00' }), 'x');
    expect(localStorage.length).toBe(1);
  });

  it('looks through what is kept once for all that is done at one moment', () => {
    let looks = 0;
    const counted = Object.assign(Object.create(storage) as OwnStorage, {
      keys: () => {
        looks++;
        return storage.keys();
      }
    });
    const one = new Drafts(counted, () => 'one');
    one.atOnce(() => {
      for (let n = 0; n < 50; n++) {
        one.keep(PATH, place({ cellId: `c${n}` }), 'x');
        one.left(PATH, 'p');
      }
      one.forget(PATH, place({ cellId: 'c0' }));
      one.saved(PATH);
      one.keep(PATH, place(), 'last');
    });
    expect(looks).toBe(1);
    expect(left()).toEqual(['last']);
    page('two').keep(PATH, place(), 'since');
    expect(one.left(PATH, 'p')).toHaveLength(1);
  });

  it('gives up the oldest for what has no room', () => {
    const limited = (): Storage => ({
      length: localStorage.length,
      clear: () => undefined,
      key: n => localStorage.key(n),
      getItem: key => localStorage.getItem(key),
      setItem: (key, value) => {
        if (localStorage.length > 1 && localStorage.getItem(key) === null) {
          throw new DOMException('full', 'QuotaExceededError');
        }
        localStorage.setItem(key, value);
      },
      removeItem: key => {
        localStorage.removeItem(key);
      }
    });
    const one = new Drafts(
      new OwnStorage('us', limited),
      () => 'one',
      () => ++now
    );
    for (const cellId of ['c1', 'c2', 'c3']) {
      one.keep(PATH, place({ cellId }), cellId);
    }
    expect(left()).toEqual(['c3', 'c2']);
  });

  it('tells of an erasure', () => {
    const one = page('one');
    let told = 0;
    one.erased.connect(() => told++);
    storage.clear();
    expect(told).toBe(1);
  });

  it('never grows without end', () => {
    const one = page('one');
    for (let n = 0; n < 520; n++) {
      one.keep(PATH, place({ problemId: `p${n}` }), 'x');
    }
    expect(localStorage.length).toBe(500);
    expect(left(PATH, 'p519')).toHaveLength(1);
  });
});
