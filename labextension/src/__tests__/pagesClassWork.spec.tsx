import { describe, expect, it } from 'vitest';

import type { ChallengeStatistics } from '../contracts';
import { SUMS } from './fakeClassroom';
import { LIVE } from './fakeLive';
import { EVIL, ShownPages } from './shownPages';

const pages = ShownPages.forEachTest();

const TALLY = { count: 1, submission_ids: ['s1'] };
const NONE = { count: 0, submission_ids: [] };
const STATISTICS: ChallengeStatistics = {
  challenge_id: 'h1',
  title: 'Sums',
  learners: ['ada', EVIL],
  problems: [
    {
      problem_id: 'p1',
      title: EVIL,
      language: 'java',
      difficulty: 'easy',
      tried: ['ada'],
      attempts: 2,
      accepted: TALLY,
      median_attempts: 2,
      attempts_to_accept: [{ attempts: 2, tally: TALLY }],
      verdicts: [{ verdict: 'accepted', tally: TALLY }],
      time: {
        median_ms: 61_000,
        lower_quartile_ms: null,
        upper_quartile_ms: null,
        users: ['ada']
      },
      cases: [
        {
          name: 'test_case_1',
          is_current: false,
          visibility: 'sample',
          category: null,
          points: 1,
          passed: TALLY,
          failed: NONE,
          not_run: NONE,
          failed_first: TALLY,
          pass_rate: 1
        }
      ],
      misconceptions: [
        { misconception: 'boundary', tally: TALLY, users: ['ada'] }
      ]
    }
  ]
};

describe('The statistics', () => {
  it('open the rows behind every number', async () => {
    pages.fake.answers.statistics = STATISTICS;
    pages.fake.answers.rows = { submissions: [] };
    await pages.open('/classes/c1/challenges/h1/statistics');
    await pages.press('1 of 2 tried');
    expect(pages.named('ada').getAttribute('href')).toContain('/learners/ada');
    for (const name of [
      '1 accepted',
      'test_case_1, Failed at first: 1',
      '1 submission'
    ]) {
      await pages.press(name);
    }
    expect(pages.fake.given('rows')).toEqual([
      ['h1', ['s1']],
      ['h1', ['s1']],
      ['h1', ['s1']]
    ]);
    expect(pages.text).toContain('removed since, example');
    expect(pages.text).toContain('A limit is off by one');
    expect(pages.place.querySelector('img')).toBeNull();
  });
});

describe('A class as it works', () => {
  it('tells who struggles, why, and leads to the evidence', async () => {
    pages.fake.answers.live = LIVE;
    pages.fake.answers.rows = { submissions: [] };
    await pages.open('/classes/c1/live');
    expect(pages.text).toContain('1 may need help');
    expect(pages.text).toContain('The same error came back.');
    expect(pages.text).not.toContain('Shall we');
    expect(pages.named('3 records behind it').getAttribute('href')).toContain(
      '/problems/p1'
    );
    await pages.press('2 attempts');
    expect(pages.fake.given('rows')).toEqual([['h1', ['s1', 's2']]]);
    await pages.press('1 may need help');
    expect(pages.place.querySelector('img')).toBeNull();
  });
});

describe('A class of many', () => {
  it('is drawn a share at a time', async () => {
    const [line] = LIVE.lines;
    pages.fake.answers.live = {
      ...LIVE,
      lines: Array.from({ length: 2000 }, (_, n) => ({
        ...line,
        user: `u${n}`
      }))
    };
    await pages.open('/classes/c1/live');
    const drawn = (): number =>
      pages.place.querySelectorAll('li[data-user]').length;
    expect(drawn()).toBe(100);
    expect(pages.text).toContain('100 of 2000 are shown');
    await pages.press('Show more');
    expect(drawn()).toBe(200);
  });
});

describe('A review', () => {
  it('that was decided at the grade is taken back there', async () => {
    const decided = {
      ...GRADE,
      status: 'graded' as const,
      percent: 50,
      grader: 'teacher' as const
    };
    pages.fake.answers.reviews = {
      challenge_id: 'h1',
      rubric: [],
      waiting: [],
      reviewed: [
        { ...decided, user: 'ada' },
        { ...decided, user: 'bob', is_override: true }
      ]
    };
    await pages.open('/classes/c1/challenges/h1/reviews');
    const again = 'button[aria-label^="Let the work of "]';
    const found = [...pages.place.querySelectorAll(again)];
    expect(found.map(each => each.getAttribute('aria-label'))).toEqual([
      'Let the work of ada wait again'
    ]);
    expect(
      pages.named('Decided at the grade of bob').getAttribute('href')
    ).toContain('/classes/c1/learners/bob/grades/h1');
  });

  it('gives points line by line', async () => {
    pages.fake.answers.reviews = {
      challenge_id: 'h1',
      rubric: [{ name: 'Names', points: 4 }],
      waiting: [
        { ...GRADE, user: 'ada', status: 'manual_review', from_tests: 50 }
      ],
      reviewed: []
    };
    pages.fake.answers.review = GRADE;
    await pages.open('/classes/c1/challenges/h1/reviews');
    expect(pages.text).toContain('The tests say 10');
    await pages.press('Grade ada');
    const input =
      pages.place.querySelector<HTMLInputElement>('input[type=number]');
    const set = Object.getOwnPropertyDescriptor(
      HTMLInputElement.prototype,
      'value'
    )?.set;
    await pages.wait(() => {
      set?.call(input, '3');
      input?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await pages.wait(() => {
      pages.place.querySelector('form')?.requestSubmit();
    });
    expect(pages.fake.given('review')).toEqual([
      [
        'h1',
        {
          user: 'ada',
          percent: null,
          rubric: [{ name: 'Names', points: 4, given: 3 }],
          comment: ''
        }
      ]
    ]);
  });
});

const GRADE = {
  challenge_id: SUMS.challenge.id,
  user: 'ada',
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
