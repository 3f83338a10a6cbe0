import { beforeEach, describe, expect, it } from 'vitest';

import { Drafts } from '../models/drafts';

const PATH = 'a/b:c.ipynb';

describe('Drafts', () => {
  let now = 0;
  const page = (name: string) => new Drafts(localStorage, name, () => ++now);

  beforeEach(() => {
    localStorage.clear();
    now = 0;
  });

  it('keeps what a page left, until its notebook is saved', () => {
    page('one').keep(PATH, 'p', 'first');
    page('one').keep(PATH, 'p', 'second');
    page('two').keep(PATH, 'p', 'third');
    expect(
      page('three')
        .left(PATH, 'p')
        .map(d => d.code)
    ).toEqual(['third', 'second']);
    page('one').saved(PATH);
    expect(
      page('three')
        .left(PATH, 'p')
        .map(d => d.code)
    ).toEqual(['third']);
  });

  it('offers a page nothing of its own, of other notebooks or problems', () => {
    const one = page('one');
    one.keep(PATH, 'p', 'own');
    page('two').keep('other.ipynb', 'p', 'x');
    page('two').keep(PATH, 'p2', 'x');
    expect(one.left(PATH, 'p')).toEqual([]);
    one.saved('a/b');
    expect(page('two').left(PATH, 'p')).toHaveLength(1);
  });

  it('goes with a notebook that is renamed', () => {
    page('one').keep(PATH, 'p', 'own');
    page('two').keep(PATH, 'p', 'x');
    page('two').keep('other.ipynb', 'p', 'other');
    const one = page('one');
    one.moved(PATH, 'new/name.ipynb');
    const left = (path: string) =>
      page('three')
        .left(path, 'p')
        .map(({ code }) => code);
    expect(left(PATH)).toEqual([]);
    expect(left('new/name.ipynb')).toEqual(['x', 'own']);
    expect(left('other.ipynb')).toEqual(['other']);
    one.saved('new/name.ipynb');
    expect(left('new/name.ipynb')).toEqual(['x']);
  });

  it('forgets what was looked at', () => {
    page('one').keep(PATH, 'p', 'x');
    page('two').drop(PATH, 'p');
    expect(page('two').left(PATH, 'p')).toEqual([]);
  });

  it('passes over what somebody else wrote in its place', () => {
    const key = `jupyter-codemm:draft:${encodeURIComponent(PATH)}:p:odd`;
    for (const odd of ['', '{', '7', '{"code":1,"at":2}']) {
      localStorage.setItem(key, odd);
      expect(page('one').left(PATH, 'p')).toEqual([]);
    }
  });

  it('never grows without end, and a full storage hurts nobody', () => {
    const one = page('one');
    for (let n = 0; n < 260; n++) {
      one.keep(PATH, `p${n}`, 'x');
    }
    expect(localStorage.length).toBe(200);
    expect(page('two').left(PATH, 'p259')).toHaveLength(1);
    const full = {
      ...{ length: 0, getItem: () => null, key: () => null },
      removeItem: () => undefined,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      }
    };
    expect(() => {
      new Drafts(full, 'one').keep(PATH, 'p', 'x');
    }).not.toThrow();
  });
});
