import { describe, expect, it } from 'vitest';

import { OwnStorage } from '../models/ownStorage';
import { problemEntry } from '../models/problemEntry';
import { TypedEntries } from '../models/typed';
import { memoryStorage, problem } from './fakeEditing';

const PROBLEM = problem();
const ENTRY = problemEntry(PROBLEM);
const TYPED = {
  entry: { ...ENTRY, title: 'Total' },
  instruction: 'shorter',
  reference: 'def total(xs): return sum(xs)'
};

describe('TypedEntries', () => {
  it('brings back after a reload what was typed, over what the problem is by then', () => {
    const storage = memoryStorage();
    new TypedEntries(storage, 'a1').keep(PROBLEM, TYPED);
    const later = new TypedEntries(storage, 'a1');
    const now = problem({ statement: 'Another one.' });
    expect(later.has(now)).toBe(true);
    expect(later.of(now)).toEqual({
      entry: { ...problemEntry(now), title: 'Total' },
      instruction: 'shorter',
      reference: ''
    });
    expect(new TypedEntries(storage, 'a2').has(now)).toBe(false);
  });

  it('writes no reference to the storage', () => {
    const storage = memoryStorage();
    const entries = new TypedEntries(storage, 'a1');
    entries.keep(PROBLEM, TYPED);
    expect(entries.of(PROBLEM).reference).toBe(TYPED.reference);
    expect(storage.getItem('typed:a1:p1')).not.toContain('sum');
  });

  it('forgets what was taken, and keeps the rest', () => {
    const entries = new TypedEntries(memoryStorage(), 'a1');
    entries.keep(PROBLEM, TYPED);
    entries.taken(PROBLEM, 'by hand');
    expect(entries.of(PROBLEM).entry).toEqual(ENTRY);
    expect(entries.of(PROBLEM).instruction).toBe('shorter');
    entries.taken(PROBLEM, 'in words');
    expect(entries.has(PROBLEM)).toBe(false);
  });

  it.each(['{', '7', '{"fields":{"title":1},"instruction":""}'])(
    'ignores what is damaged: %s',
    text => {
      const storage = memoryStorage();
      storage.setItem('typed:a1:p1', text);
      expect(new TypedEntries(storage, 'a1').of(PROBLEM).entry).toEqual(ENTRY);
    }
  );

  it('keeps for the page what a forbidden storage does not', () => {
    const storage = new OwnStorage('us', () => {
      throw new Error('forbidden');
    });
    const entries = new TypedEntries(storage, 'a1');
    entries.keep(PROBLEM, TYPED);
    expect(entries.of(PROBLEM)).toEqual(TYPED);
    entries.keep(PROBLEM, { ...TYPED, entry: ENTRY, instruction: '' });
    expect(entries.has(PROBLEM)).toBe(false);
  });
});
