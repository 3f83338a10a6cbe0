import type { IApi } from '../api';
import type {
  ActivitySummary,
  Health,
  NumberedEvent,
  SessionSummary
} from '../contracts';

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

  private _answer<T>(value: T): Promise<T> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(value);
  }
}
