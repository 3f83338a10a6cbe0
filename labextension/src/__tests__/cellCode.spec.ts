import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Page } from './openPage';

const MAIN = '%%codemm java p\nclass Main {}';
const HELPER = '%%codemm java p Helper.java\nclass Helper {}';

describe('CellCode', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('keeps what was typed in a further file', () => {
    const before = new Page('one', { a: MAIN, b: HELPER });
    const helper = before.codeOf(1);
    before.type(1, HELPER.replace('{}', '{ int x; }'));
    helper.dispose();
    const page = new Page('two', { a: MAIN, b: HELPER });
    expect(page.codeOf(0).offer).toBeNull();
    const offered = page.codeOf(1);
    expect(offered.offer).toMatchObject({
      draft: { code: 'class Helper { int x; }' },
      now: 'class Helper {}',
      isElsewhere: false
    });
    offered.useDraft();
    expect(page.sourceAt(1)).toContain('Helper.java\nclass Helper { int x; }');
    expect(page.sourceAt(0)).toBe(MAIN);
    expect(offered.offer).toBeNull();
  });

  it('offers a file whose cell was not saved for a cell of its own', () => {
    const before = new Page('one', { a: MAIN, b: HELPER });
    before.hasUnsaved = true;
    before.codeOf(1).dispose();
    const page = new Page('two', { a: MAIN });
    const code = page.codeOf(0);
    expect(code.offer).toMatchObject({ isElsewhere: true, now: '' });
    code.useDraft();
    expect([page.sourceAt(0), page.sourceAt(1)]).toEqual([MAIN, HELPER]);
  });

  it('puts it below the parts that were split off the answer', () => {
    const before = new Page('one', { a: MAIN, b: HELPER });
    before.hasUnsaved = true;
    before.codeOf(1).dispose();
    const page = new Page('two', { a: MAIN, part1: '// more', part2: '// x' });
    page.codeOf(0).useDraft();
    expect(page.sourceAt(3)).toBe(HELPER);
    const after = new Page('three', { a: MAIN, part1: '// more' });
    expect(after.codeOf(0).offer?.draft).toMatchObject({
      code: 'class Helper {}',
      cellId: 'new'
    });
  });

  it('keeps nothing of the names that a first line had while it was typed', () => {
    const page = new Page('one', { a: MAIN });
    page.hasUnsaved = true;
    let code = page.codeOf(0);
    for (const name of ['', 'H', 'He', 'Helper.java']) {
      page.type(0, `%%codemm java p ${name}\nclass Main {}`);
      code.dispose();
      code = page.codeOf(0);
    }
    expect(localStorage.length).toBe(1);
    const after = new Page('two', { a: HELPER });
    expect(after.codeOf(0).offer).toMatchObject({
      draft: { file: 'Helper.java', code: 'class Main {}' },
      isElsewhere: false
    });
  });

  it('keeps what was typed when another answer is pasted over it', () => {
    vi.useFakeTimers();
    const page = new Page('one', { a: '# codemm: p\n1' });
    const code = page.codeOf(0);
    page.type(0, '# codemm: p\nmine');
    code.keepSoon();
    page.type(0, '# codemm: q\npasted');
    code.dispose();
    page.codeOf(0);
    const after = new Page('two', { a: '# codemm: p\n1', b: '# codemm: q\n' });
    const offers = [0, 1].map(index => after.codeOf(index).offer?.draft.code);
    expect(offers).toEqual(['mine', 'pasted']);
  });

  it('keeps what is typed without a pause', () => {
    vi.useFakeTimers();
    const page = new Page('one', { a: '# codemm: p\n1' });
    const code = page.codeOf(0);
    for (let n = 0; n < 11; n++) {
      page.type(0, `# codemm: p\n${'x'.repeat(n)}`);
      code.keepSoon();
      vi.advanceTimersByTime(200);
    }
    const after = new Page('two', { a: '# codemm: p\n1' });
    expect(after.codeOf(0).offer?.draft.code).toBe('x'.repeat(9));
  });

  it('keeps what was typed last in a cell that is gone', () => {
    vi.useFakeTimers();
    const page = new Page('one', { a: '# codemm: p\n1' });
    const code = page.codeOf(0);
    page.type(0, '# codemm: p\nmine');
    code.keepSoon();
    page.remove(0);
    code.dispose();
    const after = new Page('two', { a: '# codemm: p\n1' });
    expect(after.codeOf(0).offer?.draft.code).toBe('mine');
  });

  it('forgets with an erasure, and keeps what is typed since', () => {
    const before = new Page('one', { a: '# codemm: p\nmine' });
    before.hasUnsaved = true;
    before.codeOf(0).dispose();
    const page = new Page('two', { a: '# codemm: p\n1' });
    const code = page.codeOf(0);
    page.type(0, '# codemm: p\n2');
    code.keepSoon();
    localStorage.clear();
    code.erased();
    code.keep();
    expect([code.offer, localStorage.length]).toEqual([null, 0]);
    page.type(0, '# codemm: p\n3');
    code.keep();
    expect(localStorage.length).toBe(1);
  });

  it('brings back what was forgotten, also for the next page', () => {
    const before = new Page('one', { a: '# codemm: p\nmine' });
    before.hasUnsaved = true;
    before.codeOf(0).dispose();
    const page = new Page('two', { a: '# codemm: p\n1' });
    const code = page.codeOf(0);
    code.dropDraft();
    expect([code.offer, code.isAnyForgotten]).toEqual([null, true]);
    expect(localStorage.length).toBe(0);
    code.restoreDraft();
    expect([code.offer?.draft.code, code.isAnyForgotten]).toEqual([
      'mine',
      false
    ]);
    const after = new Page('three', { a: '# codemm: p\n1' });
    expect(after.codeOf(0).offer?.draft.code).toBe('mine');
  });

  it('keeps copies of an answer apart, and offers the lost one as well', () => {
    const sources = { a: '# codemm: p\n1', b: '# codemm: p\n1' };
    const before = new Page('one', { ...sources, c: '# codemm: p\nlost' });
    const codes = [0, 1, 2].map(index => before.codeOf(index));
    before.type(0, '# codemm: p\nfirst');
    before.type(1, '# codemm: p\nsecond');
    before.type(2, '# codemm: p\nthird');
    codes.forEach(code => {
      code.dispose();
    });
    const page = new Page('two', sources);
    const [first, second] = [page.codeOf(0), page.codeOf(1)];
    expect(first.offer?.draft.code).toBe('first');
    const offered = [second.offer?.draft.code];
    second.dropDraft();
    offered.push(second.offer?.draft.code);
    expect(offered.sort()).toEqual(['second', 'third']);
    expect(first.offer?.draft.code).toBe('first');
  });

  it('keeps what was typed while the notebook was being saved', () => {
    const page = new Page('one', { a: '# codemm: p\n1' });
    const code = page.codeOf(0);
    page.type(0, '# codemm: p\n2');
    code.sending();
    page.type(0, '# codemm: p\n3');
    page.hasUnsaved = false;
    page.drafts.saved(page.path);
    code.saved();
    const offer = new Page('two', { a: '# codemm: p\n2' }).codeOf(0).offer;
    expect(offer?.draft.code).toBe('3');
  });

  it('keeps one draft for all views of a notebook', () => {
    const first = new Page('one', { a: '# codemm: p\n1' });
    const code = first.codeOf(0);
    first.type(0, '# codemm: p\n2');
    code.keep();
    const second = new Page('one', { a: '# codemm: p\n2' }, first.drafts);
    second.hasUnsaved = true;
    const same = second.codeOf(0);
    expect([same.offer, localStorage.length]).toEqual([null, 1]);
    same.dispose();
    first.drafts.saved(first.path);
    expect(localStorage.length).toBe(0);
  });

  it('offers what a revert took away', () => {
    const page = new Page('one', { a: '# codemm: p\nmine' });
    page.hasUnsaved = true;
    page.codeOf(0).sending();
    page.drafts.startAnew();
    page.hasUnsaved = false;
    page.type(0, '# codemm: p\ntheirs');
    page.drafts.saved(page.path);
    expect(page.codeOf(0).offer?.draft.code).toBe('mine');
  });

  it('puts a reset answer into its own cell, wherever that was asked for', () => {
    const page = new Page('one', { a: MAIN, b: HELPER });
    const helper = page.codeOf(1);
    expect(helper.replace('// starter')).toBe(true);
    expect(page.sourceAt(0)).toBe('%%codemm java p\n// starter');
    expect(page.sourceAt(1)).toBe(HELPER);
    helper.undo();
    expect([page.sourceAt(0), helper.isReplaced]).toEqual([MAIN, false]);
  });

  it('throws nothing away that was typed since a reset', () => {
    const page = new Page('one', { a: '# codemm: p\nmine' });
    const code = page.codeOf(0);
    code.replace('starter');
    page.type(0, '# codemm: p\ntyped since');
    code.undo();
    expect(page.sourceAt(0)).toBe('# codemm: p\nmine');
    expect(code.isReplaced).toBe(true);
    code.undo();
    expect(page.sourceAt(0)).toBe('# codemm: p\ntyped since');
    code.undo();
    expect(page.sourceAt(0)).toBe('# codemm: p\nmine');
  });

  it('keeps an offer, and the way back, when the cell is locked', () => {
    const before = new Page('one', { a: '# codemm: p\nmine' });
    before.hasUnsaved = true;
    before.codeOf(0).dispose();
    const page = new Page('two', { a: '# codemm: p\n1' });
    const code = page.codeOf(0);
    code.replace('2');
    page.isLocked = true;
    code.useDraft();
    code.undo();
    expect([code.offer?.draft.code, code.isReplaced]).toEqual(['mine', true]);
    expect(page.refusals).toBe(2);
  });
});
