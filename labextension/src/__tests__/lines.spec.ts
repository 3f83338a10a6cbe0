import { describe, expect, it } from 'vitest';

import { compareLines } from '../models/lines';

function shown(before: string, after: string): string {
  const signs = { same: ' ', removed: '-', added: '+' };
  return compareLines(before, after)
    .map(({ kind, text }) => signs[kind] + text)
    .join('|');
}

describe('compareLines', () => {
  it.each([
    ['a', 'a', ' a'],
    ['a\nb\nc', 'a\nx\nc', ' a|-b|+x| c'],
    ['a\nb\nc', 'c', '-a|-b| c'],
    ['', 'a', '-|+a'],
    ['a\nb\nd\ne', 'b\nc\nd', '-a| b|+c| d|-e'],
    ['a\na', 'a', ' a|-a']
  ])('leads from %j to %j', (before, after, lines) => {
    expect(shown(before, after)).toBe(lines);
  });

  it('gives up on the order of very long texts, not on a line of them', () => {
    const old = Array.from({ length: 1100 }, (_, n) => `old ${n}`).join('\n');
    const now = Array.from({ length: 1100 }, (_, n) => `now ${n}`).join('\n');
    const lines = compareLines(old, now);
    expect(lines.filter(l => l.kind === 'removed')).toHaveLength(1100);
    expect(lines.filter(l => l.kind === 'added')).toHaveLength(1100);
  });
});
