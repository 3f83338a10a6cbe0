import { describe, expect, it } from 'vitest';

import { compareWords } from '../models/wording';

function told(before: string, after: string): string {
  const signs = { same: '', removed: '-', added: '+' };
  return compareWords(before, after)
    .map(({ kind, text }) =>
      kind === 'same' ? text : `[${signs[kind]}${text}]`
    )
    .join('');
}

describe('compareWords', () => {
  it('shows which words are others', () => {
    expect(told('Return the sum of it.', 'Print the sum of it.')).toBe(
      '[-Return][+Print] the sum of it.'
    );
  });

  it('keeps phrases together', () => {
    expect(told('a b c d e f g', 'a x y d e f g')).toBe(
      'a [-b c][+x y] d e f g'
    );
  });

  it('keeps words of other languages whole', () => {
    expect(told('größer als Null', 'kleiner als Null')).toBe(
      '[-größer][+kleiner] als Null'
    );
  });

  it('tells texts that share little one after the other', () => {
    expect(told('Count the red apples', 'Reverse a string')).toBe(
      '[-Count the red apples][+Reverse a string]'
    );
  });

  it.each([
    ['', 'new', '[+new]'],
    ['old', '', '[-old]'],
    ['same', 'same', 'same']
  ])('tells %j to %j', (before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });
});
