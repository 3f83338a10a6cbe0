import { describe, expect, it } from 'vitest';

import { clockText } from '../components/replay/replayWords';
import { changedCode } from '../models/changedCode';
import { linesOf } from '../models/colours';
import { waitOf } from '../models/pace';
import { rowsInView } from '../models/window';
import { row, step } from './journeySteps';

describe('waitOf', () => {
  it('is two seconds, or the time that passed, by the speed', () => {
    const quick = row({ gap_ms: 6000 });
    expect(waitOf(quick, 'even', 0.5)).toBe(4000);
    expect(waitOf(quick, 'real', 2)).toBe(3000);
    expect(waitOf(row({ gap_ms: 0 }), 'real', 1)).toBe(100);
  });

  it('does not sit through a break', () => {
    const late = row({ gap_ms: 86_400_000, active: false });
    expect(waitOf(late, 'real', 1)).toBe(2000);
  });
});

describe('changedCode', () => {
  const texts = (old: string | null, now: string): string[] =>
    changedCode({
      place: 1,
      step: step({ code: now }),
      before: old === null ? null : step({ code: old })
    }).map(({ kind, text, at }) => `${kind[0] ?? ''}${at} ${text}`);

  it('shows the first code as it is', () => {
    expect(texts(null, 'a\nb\n')).toEqual(['s0 a', 's1 b']);
    expect(texts('', 'a\n')).toEqual(['s0 a']);
  });

  it('numbers each line in the code that it is part of', () => {
    expect(texts('a\nb\nc\n', 'a\nx\ny\nc\n')).toEqual([
      's0 a',
      'r1 b',
      'a1 x',
      'a2 y',
      's3 c'
    ]);
  });
});

describe('linesOf', () => {
  it('gives as many lines as there are, with their pieces', () => {
    const pieces = [
      { text: 'def', look: 'k' },
      { text: ' f():\n\n  ', look: '' },
      { text: '"a\nb"', look: 's' }
    ];
    expect(linesOf(pieces)).toEqual([
      [
        { text: 'def', look: 'k' },
        { text: ' f():', look: '' }
      ],
      [],
      [
        { text: '  ', look: '' },
        { text: '"a', look: 's' }
      ],
      [{ text: 'b"', look: 's' }]
    ]);
  });
});

describe('rowsInView', () => {
  it('draws a few of ten thousand, and the chosen one wherever it is', () => {
    const list = { count: 10_000, rowHeight: 46 };
    const drawn = rowsInView(list, { top: 46_000, height: 460 }, 7);
    expect(drawn[0]).toBe(7);
    expect(drawn.slice(1)).toEqual(
      Array.from({ length: 22 }, (_, n) => 994 + n)
    );
  });

  it('has no row beyond the ends', () => {
    const list = { count: 3, rowHeight: 46 };
    expect(rowsInView(list, { top: 0, height: 460 }, 0)).toEqual([0, 1, 2]);
    expect(rowsInView({ ...list, count: 0 }, { top: 0, height: 9 }, 0)).toEqual(
      []
    );
  });
});

describe('clockText', () => {
  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [61_000, '1:01'],
    [754_000, '12:34'],
    [3_725_000, '1:02:05'],
    [-5, '0:00']
  ])('reads %i ms as %s', (ms, text) => {
    expect(clockText(ms)).toBe(text);
  });
});
