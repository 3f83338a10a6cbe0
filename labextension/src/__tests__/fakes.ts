import type { IApi } from '../api';
import type {
  Activity,
  ActivitySummary,
  AuthoringSession,
  GenerationAccepted,
  Health,
  NumberedEvent,
  PatchSession,
  SessionSummary,
  Turn,
  TurnReply
} from '../contracts';
import { FakeClassroom } from './fakeClassroom';
import { FakeEditing } from './fakeEditing';
import { FakeJourney } from './fakeJourney';
import { FakeMaterials } from './fakeMaterials';

export const HEALTH: Health = {
  version: '0.1.0',
  tier: 'landlock',
  author: 'builtin',
  languages: [
    {
      language: 'python',
      tier: 'landlock',
      ok: true,
      reason: '',
      fix: '',
      layers: ['files', 'network']
    },
    {
      language: 'java',
      tier: 'landlock',
      ok: false,
      reason: 'javac is not on PATH.',
      fix: 'install a JDK',
      layers: []
    }
  ],
  checks: [
    { id: 'store', title: 'Store', level: 'ok', detail: 'SQLite', fix: '' }
  ]
};

export function activity(changes: Partial<ActivitySummary>): ActivitySummary {
  return {
    id: 'a1',
    title: 'Loops',
    state: 'draft',
    language: 'python',
    learning_mode: 'practice',
    problem_count: 3,
    created_at: '2026-01-02T03:04:05Z',
    notebook: null,
    ...changes
  };
}

export function session(changes: Partial<SessionSummary>): SessionSummary {
  return {
    id: 's1',
    state: 'GENERATING',
    learning_mode: 'practice',
    preview: 'three problems on loops',
    message_count: 4,
    activity_id: null,
    created_at: '2026-01-02T03:04:05Z',
    updated_at: '2026-01-02T03:04:05Z',
    ...changes
  };
}

export function authoringSession(
  changes: Partial<AuthoringSession> = {}
): AuthoringSession {
  return {
    id: 's1',
    owner: 'ada',
    class_id: null,
    state: 'CLARIFYING',
    learning_mode: 'practice',
    spec: {
      version: '1.0',
      language: 'python',
      problem_count: 3,
      difficulty_plan: [
        { difficulty: 'easy', count: 2 },
        { difficulty: 'medium', count: 1 }
      ],
      topic_tags: ['loops'],
      problem_style: null,
      constraints: null,
      test_case_count: 8
    },
    guidance: { course_context: '', instructions: '' },
    messages: [
      { role: 'user', text: '3 problems', at: '2026-01-02T03:04:05Z' },
      { role: 'assistant', text: 'Got it.', at: '2026-01-02T03:04:05Z' }
    ],
    question_key: 'problem_style',
    question: 'Shall solutions return their result?',
    quick_replies: ['return', 'print', 'you decide'],
    pending: [],
    commitments: [],
    activity_id: null,
    seed: null,
    failures: [],
    last_error: '',
    created_at: '2026-01-02T03:04:05Z',
    updated_at: '2026-01-02T03:04:05Z',
    ...changes
  };
}

export function turnReply(session: AuthoringSession): TurnReply {
  const turn: Turn = {
    reply: '',
    state: session.state,
    spec: session.spec,
    question_key: session.question_key ?? '',
    question: session.question,
    next_action: 'ask',
    done: false,
    applied: [],
    pending: [],
    quick_replies: session.quick_replies,
    notices: []
  };
  return { turn, session };
}

export function numbered(
  id: number,
  event: NumberedEvent['event'],
  topic = 'session:s1'
): NumberedEvent {
  return { id, topic, at: '2026-01-02T03:04:05Z', event };
}

/** A server in memory. Each connection to the stream takes the next list of `streams`. */
export class FakeApi implements IApi {
  activities: ActivitySummary[] = [];
  sessions: SessionSummary[] = [];
  failure: Error | null = null;
  streams: NumberedEvent[][] = [];
  positions: Readonly<Record<string, number>>[] = [];
  emitted: string[] = [];
  classroom = new FakeClassroom();
  editing = new FakeEditing();
  journey = new FakeJourney();
  materials = new FakeMaterials();

  getHealth(): Promise<Health> {
    return this._answer(HEALTH);
  }

  listActivities(): Promise<{ activities: ActivitySummary[] }> {
    return this._answer({ activities: this.activities });
  }

  listSessions(): Promise<{ sessions: SessionSummary[] }> {
    return this._answer({ sessions: this.sessions });
  }

  emitNotebook(activityId: string): Promise<{ path: string }> {
    this.emitted.push(activityId);
    return this._answer({ path: `${activityId}.ipynb` });
  }

  async *followEvents(
    positions: Readonly<Record<string, number>>
  ): AsyncGenerator<NumberedEvent, void, void> {
    this.positions.push(positions);
    yield* await this._answer(this.streams.shift() ?? []);
  }

  asked: string[] = [];
  /** What is answered next, before `failure`. */
  refusals: Error[] = [];
  opened: AuthoringSession = authoringSession();
  past: NumberedEvent[] = [];

  getActivity(activityId: string): Promise<Activity> {
    return this._ask(`activity ${activityId}`, this.editing.activity);
  }

  publishActivity(activityId: string): Promise<Activity> {
    return this._ask(`publish ${activityId}`, this.editing.activity);
  }

  deleteActivity(activityId: string): Promise<void> {
    const gone = this.activities.filter(({ id }) => id !== activityId);
    return this._ask(`delete ${activityId}`, undefined, () => {
      this.activities = gone;
    });
  }

  restoreActivity(activityId: string): Promise<Activity> {
    return this._ask(`restore ${activityId}`, {} as Activity, () => {
      this.activities = [activity({ id: activityId })];
    });
  }

  createSession(): Promise<AuthoringSession> {
    return this._ask('create', this.opened);
  }

  getSession(sessionId: string): Promise<AuthoringSession> {
    return this._ask(`open ${sessionId}`, { ...this.opened, id: sessionId });
  }

  postMessage(sessionId: string, text: string): Promise<TurnReply> {
    return this._ask(`say ${sessionId} ${text}`, turnReply(this.opened));
  }

  patchSession(
    sessionId: string,
    body: Partial<PatchSession>
  ): Promise<TurnReply> {
    const said = `patch ${sessionId} ${JSON.stringify(body)}`;
    return this._ask(said, turnReply(this.opened));
  }

  startGeneration(sessionId: string): Promise<GenerationAccepted> {
    const accepted = { session_id: sessionId, last_event_id: 0 };
    return this._ask(`generate ${sessionId}`, accepted);
  }

  cancelGeneration(sessionId: string): Promise<AuthoringSession> {
    return this._ask(`cancel ${sessionId}`, this.opened);
  }

  async *readGeneration(
    sessionId: string
  ): AsyncGenerator<NumberedEvent, void, void> {
    yield* await this._ask(`replay ${sessionId}`, this.past);
  }

  private async _ask<T>(
    what: string,
    value: T,
    then: () => void = () => undefined
  ): Promise<T> {
    this.asked.push(what);
    const answer = await this._answer(value);
    then();
    return answer;
  }

  private _answer<T>(value: T): Promise<T> {
    const failure = this.refusals.shift() ?? this.failure;
    return failure ? Promise.reject(failure) : Promise.resolve(value);
  }
}
