import { describe, expect, it } from 'vitest';

import { changesOf, specEntry } from '../models/specEntry';
import { authoringSession } from './fakes';

const SPEC = authoringSession().spec;
const ENTRY = specEntry(SPEC);

describe('changesOf', () => {
  it('is nothing for what was not changed', () => {
    expect(changesOf(SPEC, { ...ENTRY, topics: ' loops ,' })).toEqual([]);
  });

  it('changes count and difficulties together', () => {
    const counts = { easy: 0, medium: 1, hard: 3 };
    expect(changesOf(SPEC, { ...ENTRY, counts })).toEqual([
      { op: 'replace', path: '/problem_count', value: 4 },
      {
        op: 'replace',
        path: '/difficulty_plan',
        value: [
          { difficulty: 'medium', count: 1 },
          { difficulty: 'hard', count: 3 }
        ]
      }
    ]);
  });

  it('splits topics at commas', () => {
    const changes = changesOf(SPEC, { ...ENTRY, topics: 'lists, strings' });
    expect(changes).toEqual([
      { op: 'replace', path: '/topic_tags', value: ['lists', 'strings'] }
    ]);
  });

  it('leaves the style of SQL to the server', () => {
    const changed = { ...ENTRY, language: 'sql', style: 'return' } as const;
    expect(changesOf(SPEC, changed)).toEqual([
      { op: 'replace', path: '/language', value: 'sql' }
    ]);
  });
});
