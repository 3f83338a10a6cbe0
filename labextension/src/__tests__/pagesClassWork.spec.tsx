import { describe, expect, it } from 'vitest';

import type {
  ChallengeStatistics,
  LearnerRecord,
  LiveClass
} from '../contracts';
import { ApiError } from '../refusals';
import { SUMS } from './fakeClassroom';
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

const LIVE: LiveClass = {
  class_id: 'c1',
  at: '2026-01-02T03:04:05Z',
  active_seconds: 300,
  lines: [
    {
      user: EVIL,
      is_active: true,
      challenge_id: 'h1',
      problem_id: 'p1',
      last_at: '2026-01-02T03:04:00Z',
      what: 'submission',
      record_id: 5,
      session_open: true,
      active_ms: 5000,
      hints_used: 1,
      hint_level: 1,
      submission_ids: ['s1', 's2'],
      verdict: 'wrong_answer',
      passed: 3,
      total: 8,
      waiting_ids: [],
      solved_ids: [],
      alerts: [
        {
          trigger: 'same_error',
          topic: 'loops',
          severity: 'high',
          problem_id: 'p1',
          evidence: [3, 4, 5],
          record_id: 5,
          opened_at: '2026-01-02T03:04:00Z',
          offered: true,
          message: `The same error three times: ${EVIL}`
        }
      ],
      handled: []
    }
  ],
  problems: [{ id: 'p1', challenge_id: 'h1', title: 'Add', users: [EVIL] }],
  active: [EVIL],
  struggling: [EVIL],
  not_started: []
};

describe('A class as it works', () => {
  it('tells who struggles, why, and leads to the evidence', async () => {
    pages.fake.answers.live = LIVE;
    pages.fake.answers.rows = { submissions: [] };
    await pages.open('/classes/c1/live');
    expect(pages.text).toContain('1 may need help');
    expect(pages.text).toContain('The same error three times');
    expect(pages.named('3 records behind it').getAttribute('href')).toContain(
      '/problems/p1'
    );
    await pages.press('2 attempts');
    expect(pages.fake.given('rows')).toEqual([['h1', ['s1', 's2']]]);
    await pages.press('1 may need help');
    expect(pages.place.querySelector('img')).toBeNull();
  });
});

describe('A sign of struggle', () => {
  const [line] = LIVE.lines;
  const [alert] = line?.alerts ?? [];
  if (!line || !alert) {
    throw new Error('nobody struggles');
  }
  const ada = { ...line, user: 'ada' };
  const said = `ada: ${alert.message}`;
  const done: LiveClass = {
    ...LIVE,
    lines: [
      {
        ...ada,
        alerts: [],
        handled: [{ alert, by: EVIL, at: '2026-01-02T03:05:00Z' }]
      }
    ],
    struggling: []
  };

  it('is dealt with, and that is taken back', async () => {
    const { answers } = pages.fake;
    answers.live = { ...LIVE, lines: [ada] };
    await pages.open('/classes/c1/live');
    answers.decideAlert = () => {
      answers.live = done;
    };
    pages.named(`Dealt with, ${said}`).focus();
    await pages.press(`Dealt with, ${said}`);
    expect(pages.fake.given('decideAlert')).toEqual([
      ['c1', 'ada', alert, true]
    ]);
    expect(pages.text).toContain('0 may need help');
    expect(pages.text).toContain(`Dealt with by ${EVIL}, `);
    expect(pages.place.querySelector('img')).toBeNull();
    const undo = `Undo: ada needs help after all (${alert.message})`;
    expect(document.activeElement).toBe(pages.named(undo));
    answers.decideAlert = () => {
      answers.live = { ...LIVE, lines: [ada] };
    };
    await pages.press(undo);
    expect(pages.fake.given('decideAlert').at(-1)?.at(-1)).toBe(false);
    expect(pages.text).not.toContain('Dealt with by');
  });

  it('that somebody else dealt with says so', async () => {
    const { answers } = pages.fake;
    answers.live = { ...LIVE, lines: [ada] };
    await pages.open('/classes/c1/live');
    answers.live = done;
    answers.decideAlert = new ApiError(409, 'wrong_state', 'Changed by now.');
    await pages.press(`Dealt with, ${said}`);
    expect(pages.text).toContain('Changed by now.');
    expect(pages.text).toContain('Dealt with by');
  });

  it('is dealt with on the page of its learner, too', async () => {
    pages.fake.answers.submissions = { submissions: [] };
    pages.fake.answers.learner = {
      class_id: 'c1',
      user: 'ada',
      is_member: true,
      challenges: [],
      cells: [],
      problems: [],
      alerts: [alert],
      handled: []
    } satisfies LearnerRecord;
    await pages.open('/classes/c1/learners/ada');
    await pages.press(`Dealt with, ${said}`);
    expect(pages.fake.given('decideAlert')).toEqual([
      ['c1', 'ada', alert, true]
    ]);
    expect(pages.fake.given('learner')).toHaveLength(2);
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
