import { describe, expect, it } from 'vitest';

import type { ClassCosts, LiveClass, RegradeReport } from '../contracts';
import { SUMS } from './fakeClassroom';
import { BOOK } from './fakeService';
import { ShownPages } from './shownPages';

const pages = ShownPages.forEachTest();
const MANY = Array.from({ length: 2000 }, (_, at) => `u${at}`);

const NOBODY: LiveClass = {
  class_id: 'c1',
  at: '2026-01-02T03:04:05Z',
  active_seconds: 300,
  lines: [],
  problems: [],
  active: [],
  struggling: [],
  not_started: []
};
const PENDING = {
  challenge_id: 'h1',
  percent: null,
  from_tests: null,
  grader: null,
  is_override: false,
  comment: '',
  rubric: [],
  submission_id: null,
  version: 1,
  late_by_seconds: 0,
  penalty_percent: 0,
  decided_on: null,
  evaluation: null,
  graded_at: null
};

function rows(selector: string): number {
  return pages.place.querySelectorAll(selector).length;
}

describe('A class of nobody', () => {
  it.each([
    ['', 'You teach no class yet.'],
    ['/classes/c1/challenges', 'The class was given nothing yet.'],
    ['/classes/c1/live', 'There is no learner in the class yet.'],
    ['/classes/c1/people', 'Nobody is in the class yet.'],
    ['/classes/c1/gradebook', 'There is no learner in the class yet.'],
    ['/classes/c1/costs', 'No language model was asked'],
    ['/classes/c1/challenges/h1/statistics', 'There is no learner'],
    ['/classes/c1/challenges/h1/reviews', 'Nobody’s work waits'],
    ['/classes/c1/challenges/h1/regrades', 'It was never judged again.']
  ])('has a sentence at %s', async (path, words) => {
    const { answers } = pages.fake;
    answers.live = NOBODY;
    answers.gradebook = { ...BOOK, challenges: [], lines: [], learners: 0 };
    answers.costs = { class_id: 'c1', name: 'Loops 1', weeks: [] };
    answers.statistics = {
      challenge_id: 'h1',
      title: 'Sums',
      learners: [],
      problems: []
    };
    answers.reviews = {
      challenge_id: 'h1',
      rubric: [],
      waiting: [],
      reviewed: []
    };
    answers.regrades = { regrades: [] };
    if (path === '') {
      answers.classes = { classes: [], organizations: [] };
    }
    if (path === '/classes/c1/challenges') {
      answers.challenges = { challenges: [] };
    }
    await pages.open(path);
    expect(pages.text).toContain(words);
  });

  it('leads to where people come in, and things are given', async () => {
    pages.fake.answers.live = NOBODY;
    await pages.open('/classes/c1/live');
    await pages.press('Who is in the class');
    expect(window.location.pathname).toContain('/people');
    pages.fake.answers.gradebook = { ...BOOK, challenges: [], learners: 1 };
    await pages.press('Gradebook');
    await pages.press('What the class was given');
    expect(window.location.pathname).toContain('/challenges');
  });
});

describe('A class of 2 000 is drawn a share at a time', () => {
  it('where a number opens its learners', async () => {
    pages.fake.answers.live = {
      ...NOBODY,
      lines: [
        {
          user: 'u0',
          is_active: false,
          challenge_id: null,
          problem_id: null,
          last_at: null,
          what: '',
          record_id: null,
          session_open: false,
          active_ms: 0,
          hints_used: 0,
          hint_level: 0,
          submission_ids: [],
          verdict: null,
          passed: 0,
          total: 0,
          waiting_ids: [],
          solved_ids: [],
          alerts: [],
          handled: []
        }
      ],
      not_started: MANY
    } satisfies LiveClass;
    await pages.open('/classes/c1/live');
    await pages.press('2000 not started');
    expect(rows('.jp-codemm-Behind a')).toBe(100);
    await pages.press('Show more');
    expect(rows('.jp-codemm-Behind a')).toBe(200);
  });

  it('in the costs', async () => {
    const spent = { calls: 1, tokens: 1, cost_micros: 1 };
    pages.fake.answers.costs = {
      class_id: 'c1',
      name: 'Loops 1',
      weeks: [
        {
          week: '2026-11-23',
          spent,
          purposes: [],
          people: MANY.map(user => ({ user, spent, purposes: [] }))
        }
      ]
    } satisfies ClassCosts;
    await pages.open('/classes/c1/costs');
    expect(rows('tbody tr')).toBe(101);
    await pages.press('Show more');
    expect(rows('tbody tr')).toBe(201);
  });

  it('in the review', async () => {
    pages.fake.answers.reviews = {
      challenge_id: 'h1',
      rubric: [],
      waiting: MANY.map(user => ({
        ...PENDING,
        user,
        status: 'manual_review'
      })),
      reviewed: MANY.map(user => ({ ...PENDING, user, status: 'graded' }))
    };
    await pages.open('/classes/c1/challenges/h1/reviews');
    expect(rows('ul[aria-label="Waiting for a person: 2000"] > li')).toBe(100);
    expect(rows('ul[aria-label="Decided: 2000"] > li')).toBe(100);
  });

  it('in what judging again changed', async () => {
    const regrade: RegradeReport['regrade'] = {
      id: 'r1',
      challenge_id: 'h1',
      actor: 'eve',
      activity_version: 1,
      state: 'done',
      total: 2000,
      done: 2000,
      failed: 0,
      note: '',
      created_at: '2026-01-02T03:04:05Z',
      ended_at: null
    };
    pages.fake.answers.regrades = { regrades: [regrade] };
    pages.fake.answers.regrade = {
      regrade,
      lines: MANY.map(user => ({
        user,
        before: null,
        after: null,
        judged: 1,
        failed: 0,
        changed: []
      }))
    } satisfies RegradeReport;
    await pages.open('/classes/c1/challenges/h1/regrades');
    expect(rows('ul[aria-label="Grades"] > li')).toBe(100);
  });

  it('where somebody teaches or gave as many things', async () => {
    const { answers } = pages.fake;
    answers.challenges = {
      challenges: MANY.map(id => ({
        ...SUMS,
        challenge: { ...SUMS.challenge, id }
      }))
    };
    await pages.open('/classes/c1/challenges');
    expect(rows('li[data-challenge]')).toBe(100);
  });
});
