import type {
  HintReply,
  Passage,
  ProblemJourney,
  Outcome,
  ProblemView,
  Query,
  QueryList,
  RerouteRequest,
  Report,
  ReportCase,
  RunReply,
  Submission,
  SubmissionList
} from '../contracts';
import { Answers, type IAnswer, readMark } from '../models/answers';
import { PASSAGE } from './fakeMaterials';
import type { IJudge, IWordingEvent, Source } from '../models/judge';

export const PROBLEM: ProblemView = {
  id: 'p',
  activity_id: 'a',
  title: 'Even numbers',
  language: 'python',
  version: 1,
  header: '# codemm: p',
  starter: 'def f(): ...',
  entry_file: 'solution.py'
};

export function outcome(changes: Partial<Outcome> = {}): Outcome {
  return {
    verdict: 'wrong_answer',
    cases: [],
    passed: 1,
    total: 8,
    points: 1,
    max_points: 8,
    time_ms: 12,
    memory_kb: 9000,
    compile_output: '',
    message: '',
    tier: 'landlock',
    limits: { time_ms: 2000, memory_mb: 256, output_kb: 1024 },
    ...changes
  };
}

export function test(changes: Partial<ReportCase>): ReportCase {
  return {
    name: 't1',
    visibility: 'sample',
    category: 'typical',
    verdict: 'wrong_answer',
    time_ms: 3,
    memory_kb: 0,
    given: [],
    compared: [],
    tables: [],
    printed: '',
    message: '',
    ...changes
  };
}

export function submission(changes: Partial<Submission>): Submission {
  return {
    id: 's1',
    user: 'local',
    activity_id: 'a',
    challenge_id: null,
    challenge_version: null,
    problem_id: 'p',
    problem_version: 1,
    language: 'python',
    source: { code: '\nold', files: null },
    status: 'done',
    position: null,
    note: '',
    outcome: outcome(),
    first_verdict: null,
    report: { cases: [], marks: [] },
    hint: null,
    submitted_at: '2026-01-02T03:04:05Z',
    judged_at: '2026-01-02T03:04:06Z',
    ...changes
  };
}

export function answer(code = 'x = 1'): IAnswer {
  const cell = {
    isCode: true,
    source: `# codemm: p\n${code}`,
    mark: readMark(null)
  };
  const found = new Answers([cell]).at(0);
  if (!found) {
    throw new Error('this is an answer');
  }
  return found;
}

/** A question that was answered. */
export function query(id: string, text: string): Query {
  return {
    id,
    user: 'ada',
    text,
    activity_id: null,
    problem_id: 'p',
    context: { module: '', level: null, learning_path: [] },
    status: 'completed',
    routings: [
      {
        target: 'concept',
        query_type: 'concept',
        sub_intent: null,
        reason: 'concept because of “loop”',
        terms: ['loop'],
        method: 'rule',
        confidence: 1
      }
    ],
    answer: {
      service: 'concept',
      format: 'text',
      text: 'A loop repeats.',
      level: 2,
      sources: [],
      confidence: null,
      guardrail_replaced: false,
      provider: null,
      call: null
    },
    failure: '',
    retry_of: null,
    rating: null,
    comment: '',
    submitted_at: '2026-03-01T12:00:00Z',
    processed_at: '2026-03-01T12:00:00Z',
    wording: null
  };
}

const JOURNEY: ProblemJourney = {
  problem_id: 'p',
  facts: null,
  first_code_state_id: null,
  current_code_state_id: null,
  tried: false,
  attempts: 0,
  solved: false,
  hints_used: 0,
  hint_level: 0,
  last_submission: null,
  last_run: null,
  chat: [],
  submitted_ids: [],
  active_ms: 0,
  first_at: null,
  last_at: null
};

/** A judge in memory. Each question about a submission takes the next of `records`. */
export class FakeJudge implements IJudge {
  failure: Error | null = null;
  records: (Submission | Error)[] = [];
  listed: Submission[] = [];
  sent: Source[] = [];
  cancelled: string[] = [];
  hinted: object[] = [];
  asked: Query[] = [];
  wording: string | null = null;
  followed: string[] = [];
  stopped: string[] = [];
  words: AsyncIterable<IWordingEvent> | IWordingEvent[] = [];
  chat: ProblemJourney['chat'] = [];
  report: Report = { cases: [], marks: [] };

  getProblem(): Promise<ProblemView> {
    return this._answer(PROBLEM);
  }

  run(_id: string, source: Source): Promise<RunReply> {
    this.sent.push(source);
    const samples = outcome({ total: 3 });
    const { report } = this;
    return this._answer({
      samples,
      report,
      run: null,
      title: '',
      signature: null
    });
  }

  submit(_id: string, source: Source): Promise<Submission> {
    this.sent.push(source);
    return this._next();
  }

  getSubmission(): Promise<Submission> {
    return this._next();
  }

  cancelSubmission(id: string): Promise<Submission> {
    this.cancelled.push(id);
    return this._answer(submission({ status: 'cancelled', outcome: null }));
  }

  listSubmissions(): Promise<SubmissionList> {
    const submissions = this.listed.map(record => ({
      ...record,
      verdict: record.outcome?.verdict ?? null,
      passed: 1,
      total: 8,
      points: 1,
      max_points: 8
    }));
    return this._answer({ submissions });
  }

  getHint(
    _id: string,
    about: { source: Source } | { submission_id: string }
  ): Promise<HintReply> {
    this.hinted.push(about);
    const level = Math.min(this.hinted.length, 2);
    return this._answer({
      problem_id: 'p',
      level,
      text: `hint ${level}`,
      kind: 'concept',
      source: 'rule',
      line: null,
      ruling: 'given',
      wording: this.wording
    });
  }

  async *followWording(key: string): AsyncGenerator<IWordingEvent> {
    this.followed.push(key);
    for await (const event of this.words) {
      yield event;
    }
  }

  cancelWording(key: string): Promise<void> {
    this.stopped.push(key);
    return this._answer(undefined);
  }

  getPassage(_activityId: string, id: string): Promise<Passage> {
    return this._answer({ ...PASSAGE, chunk_id: id });
  }

  getJourney(): Promise<ProblemJourney> {
    return this._answer({ ...JOURNEY, chat: this.chat });
  }

  ask(_id: string, text: string): Promise<Query> {
    const asked = query(`q${this.asked.length + 1}`, text);
    this.asked.push(asked);
    return this._answer(asked);
  }

  listQueries(): Promise<QueryList> {
    return this._answer({ queries: this.asked });
  }

  reroute(id: string, kind: RerouteRequest['query_type']): Promise<Query> {
    return this._answer(query(`${id}-${kind}`, 'again'));
  }

  rate(id: string, rating: number): Promise<Query> {
    return this._answer({ ...query(id, 'rated'), rating });
  }

  private _next(): Promise<Submission> {
    const next = this.records.shift() ?? submission({});
    return next instanceof Error ? Promise.reject(next) : this._answer(next);
  }

  private _answer<T>(value: T): Promise<T> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(value);
  }
}
