import { describe, expect, it } from 'vitest';

import { changesOf, problemEntry, TestsError } from '../models/problemEntry';
import { problem } from './fakeEditing';

const PROBLEM = problem();
const ENTRY = problemEntry(PROBLEM);

describe('changesOf', () => {
  it('is nothing for what was not changed', () => {
    expect(changesOf(PROBLEM, { ...ENTRY, topics: ' loops ,' })).toEqual({});
  });

  it('names the changed fields only', () => {
    const changes = changesOf(PROBLEM, {
      ...ENTRY,
      title: 'Total',
      topics: 'loops, lists',
      difficulty: 'medium'
    });
    expect(changes).toEqual({
      title: 'Total',
      topics: ['loops', 'lists'],
      difficulty: 'medium'
    });
  });

  it('keeps the levels of hints and takes out empty ones', () => {
    const hints = ['Begin with 0.', ' ', 'Add each.'];
    expect(changesOf(PROBLEM, { ...ENTRY, hints })).toEqual({
      hints: [
        { level: 1, text: 'Begin with 0.' },
        { level: 2, text: 'Add each.' }
      ]
    });
  });

  it('shows an expected null, and leaves out channels that are not used', () => {
    expect(ENTRY.tests).toContain('"expected":{"value":null}');
    expect(ENTRY.tests).not.toContain('stdin');
  });

  it('reads tests', () => {
    const tests = ENTRY.tests.replace('[1,2]', '[1,2,3]');
    const changes = changesOf(PROBLEM, { ...ENTRY, tests });
    expect(changes).toMatchObject({
      tests: [{ input: { args: [[1, 2, 3]] } }]
    });
  });

  it.each(['[{', '{"name": "x"}'])(
    'refuses tests that are no list: %s',
    tests => {
      expect(changesOf(PROBLEM, { ...ENTRY, tests })).toBeInstanceOf(
        TestsError
      );
    }
  );
});
