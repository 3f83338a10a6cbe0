import type {
  AccessLog,
  ChallengeView,
  GivenToMe,
  MyModels,
  NotebookWritten,
  SchoolClass
} from '../contracts';
import type { IClassroom } from '../models/classroom';

export const LOOPS: SchoolClass = {
  id: 'c1',
  organization_id: 'o1',
  name: 'Loops 1',
  join_code: null,
  hub_group: null,
  model_policy: 'all',
  record_days: null,
  version: 1,
  created_at: '2026-01-02T03:04:05Z',
  deleted_at: null,
  deleted_by: null
};

export const SUMS: ChallengeView = {
  challenge: {
    id: 'h1',
    organization_id: 'o1',
    class_id: 'c1',
    owner: 'eve',
    title: 'Sums',
    activity_id: 'a7',
    activity_version: 1,
    terms: {
      release_at: null,
      due_at: null,
      late: {
        kind: 'accept',
        percent_a_day: 0,
        at_most_percent: 100,
        grace_minutes: 0,
        closes_after_hours: null
      },
      attempts: null,
      counted: 'best',
      evaluation: 'tests',
      hint_policy: null,
      model_policy: 'all',
      points: 20,
      rubric: []
    },
    state: 'published',
    version: 1,
    created_at: '2026-01-02T03:04:05Z',
    deleted_at: null,
    deleted_by: null
  },
  problems: [
    { id: 'p1', title: 'Add', language: 'java', difficulty: 'easy' },
    { id: 'p2', title: 'Add more', language: 'java', difficulty: 'easy' }
  ],
  is_open: true,
  reason: '',
  closed_by: null,
  solved: 1,
  grade: null,
  notebook: null,
  is_renewed: false
};

const NO_CAP = { tokens: null, cost_micros: null };

/** Nobody has decided anything of models, and there are none. */
export const NO_MODELS: MyModels = {
  model: null,
  days: 30,
  cap: NO_CAP,
  spent: { tokens: 0, cost_micros: 0 },
  left: NO_CAP,
  week: '2026-01-05',
  classes: []
};

/** A class service in memory; `refusal` is what the next call answers. */
export class FakeClassroom implements IClassroom {
  challenges: ChallengeView[] = [SUMS];
  classes: GivenToMe['classes'] = [
    {
      school_class: LOOPS,
      organization: 'North',
      role: 'learner',
      may_erase: false
    }
  ];
  teaches = false;
  mine: MyModels = NO_MODELS;
  log: AccessLog = { accesses: [], complete: true };
  asked: string[] = [];
  refusal: Error | null = null;

  given(): Promise<GivenToMe> {
    const { challenges, classes, teaches } = this;
    return this._answer('given', { challenges, classes, teaches });
  }

  models(): Promise<MyModels> {
    return Promise.resolve(this.mine);
  }

  accesses(): Promise<AccessLog> {
    return this._answer('accesses', this.log);
  }

  join(code: string): Promise<SchoolClass> {
    return this._answer(`join ${code}`, LOOPS);
  }

  emitNotebook(id: string): Promise<NotebookWritten> {
    return this._answer(`notebook ${id}`, { path: `${id}.ipynb` });
  }

  private _answer<T>(what: string, value: T): Promise<T> {
    this.asked.push(what);
    const refusal = this.refusal;
    this.refusal = null;
    return refusal ? Promise.reject(refusal) : Promise.resolve(value);
  }
}
