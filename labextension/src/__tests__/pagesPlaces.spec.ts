import { describe, expect, it } from 'vitest';

import { pathOf, type Place, placeOf } from '../pages/place';

const PLACES: readonly [Place, string][] = [
  [{ page: 'classes' }, ''],
  [{ page: 'class', classId: 'c1', tab: 'gradebook' }, '/classes/c1/gradebook'],
  [
    { page: 'challenge', classId: 'c1', challengeId: 'h1', part: 'terms' },
    '/classes/c1/challenges/h1'
  ],
  [
    { page: 'challenge', classId: 'c1', challengeId: 'h1', part: 'reviews' },
    '/classes/c1/challenges/h1/reviews'
  ],
  [
    { page: 'learner', classId: 'c1', user: 'a/b?c#d%' },
    '/classes/c1/learners/a%2Fb%3Fc%23d%25'
  ],
  [
    { page: 'grade', classId: 'c1', user: 'ada', challengeId: 'h1' },
    '/classes/c1/learners/ada/grades/h1'
  ],
  [
    { page: 'submission', classId: 'c1', user: 'ada', submissionId: 's1' },
    '/classes/c1/learners/ada/submissions/s1'
  ],
  [
    { page: 'replay', classId: 'c1', user: 'ada', problemId: 'p1' },
    '/classes/c1/learners/ada/problems/p1'
  ]
];

describe('The places of the pages', () => {
  it.each(PLACES)(
    'have addresses that lead back to them: %o',
    (place, path) => {
      expect(pathOf(place)).toBe(path);
      expect(placeOf(path)).toEqual(place);
    }
  );

  it('begin with the challenges of a class', () => {
    expect(placeOf('/classes/c1')).toEqual({
      page: 'class',
      classId: 'c1',
      tab: 'challenges'
    });
  });

  it.each([
    '/nowhere',
    '/classes/c1/nothing',
    '/classes/c1/learners/ada/grades',
    '/classes/c1/learners/ada/else/x',
    '/classes/c1/challenges/h1/else',
    '/classes/c1/challenges/h1/terms/x',
    '/classes/c1/learners/ada/grades/h1/x',
    '/classes/%E0%A4%A'
  ])('are no others: %s', path => {
    expect(placeOf(path)).toEqual({ page: 'unknown' });
  });
});
