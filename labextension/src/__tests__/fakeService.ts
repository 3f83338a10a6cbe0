import type {
  ChallengeView,
  ClassGradebook,
  Classes,
  ClassModels
} from '../contracts';
import type { IService } from '../pages/service';
import { LOOPS, SUMS } from './fakeClassroom';

type Asked = readonly [name: string, ...given: unknown[]];

/**
 * A class service in memory. What it answers is in `answers`, by the name of the function: a value,
 * an error to reject with, or a function of what was given. `asked` is what was asked so far.
 */
export class FakeService {
  readonly asked: Asked[] = [];
  readonly answers: Partial<Record<keyof IService, unknown>> = {};

  constructor() {
    this.answers.classes = CLASSES;
    this.answers.challenges = { challenges: [SUMS] };
    this.answers.deletedClasses = { classes: [] };
    this.answers.deletedChallenges = { challenges: [] };
    this.answers.activities = { activities: [] };
    this.answers.roster = { memberships: [] };
    this.answers.gradebook = BOOK;
    this.answers.models = MODELS;
  }

  /** What pages are given. */
  get service(): IService {
    return new Proxy({} as IService, {
      get:
        (_, name: string) =>
        (...given: unknown[]): Promise<unknown> =>
          this._answer(name as keyof IService, given)
    });
  }

  /** What was given to the calls of a function, without the signals. */
  given(name: keyof IService): readonly unknown[][] {
    return this.asked
      .filter(([asked]) => asked === name)
      .map(([, ...given]) => given);
  }

  private _answer(name: keyof IService, given: unknown[]): Promise<unknown> {
    const plain = given.filter(each => !(each instanceof AbortSignal));
    this.asked.push([name, ...plain]);
    const told = this.answers[name];
    const answer: unknown =
      typeof told === 'function'
        ? (told as (...args: unknown[]) => unknown)(...plain)
        : told;
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(answer);
  }
}

const NO_CAP = { tokens: null, cost_micros: null };

/** Nothing was decided of the models of the class. */
export const MODELS: ClassModels = {
  class_id: 'c1',
  version: 'v1',
  policy: 'all',
  terms: {
    models: [],
    student: NO_CAP,
    whole: NO_CAP,
    base_url: null,
    key_set_at: null
  },
  has_key: false,
  model: 'm1',
  sent: { policy: 'all', model: 'm1', host: 'a.example', embedder: null },
  offered: ['m1', 'm2'],
  addresses: ['https://a.example/v1'],
  week: '2026-01-05',
  spent: { calls: 3, tokens: 1200, cost_micros: 2_500_000 }
};

export const CLASSES: Classes = {
  classes: [{ school_class: LOOPS, organization: 'North', role: 'admin' }],
  organizations: []
};

const CELL: ClassGradebook['lines'][number]['cells'][number] = {
  challenge_id: 'h1',
  status: 'graded',
  percent: 50,
  points: 10,
  from_tests: 50,
  is_override: false,
  is_late: false,
  late_by_seconds: 0,
  penalty_percent: 0,
  is_before_change: false,
  attempts: 2,
  waiting: 0,
  comment: '',
  submission_id: 's1',
  submitted_at: null,
  graded_at: null
};

export const BOOK: ClassGradebook = {
  class_id: 'c1',
  name: 'Loops 1',
  challenges: [{ id: 'h1', title: 'Sums', points: 20, due_at: null }],
  lines: [
    { user: 'ada', is_member: true, cells: [CELL] },
    {
      user: 'bob',
      is_member: false,
      cells: [{ ...CELL, status: 'manual_review', percent: null, points: null }]
    }
  ],
  learners: 3,
  next: 'bob'
};

/** The challenge of the fake, changed. */
export function given(changes: Partial<ChallengeView['challenge']>): {
  challenges: ChallengeView[];
} {
  return {
    challenges: [{ ...SUMS, challenge: { ...SUMS.challenge, ...changes } }]
  };
}

/** Wait until everything that is on its way has come. */
export async function settled(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 0));
}
