import type { Query, RerouteRequest } from '../contracts';
import type { IAnswer } from './answers';
import type { IJudge, Source } from './judge';
import type { IWork } from './work';

/** A hint as it is shown; level 0 is a thought that is no help with the task. */
export interface IHint {
  readonly level: number;
  readonly text: string;
}

/** What a talk needs of the answer that it is about. */
export interface IDesk {
  work(
    kind: IWork['kind'],
    work: (signal: AbortSignal) => Promise<void>
  ): Promise<void>;
  source(answer: IAnswer, signal: AbortSignal): Promise<Source>;
  changed(): void;
}

/** What was said about one problem: hints, questions and answers. The server remembers all of it. */
export class Talk {
  constructor(
    private readonly _problemId: string,
    private readonly _judge: IJudge,
    private readonly _desk: IDesk
  ) {}

  get hints(): readonly IHint[] {
    return this._hints;
  }

  /** Whether the hint that was asked for last had been shown before. */
  get isRepeated(): boolean {
    return this._isRepeated;
  }

  /** Oldest first. */
  get questions(): readonly Query[] {
    return this._questions;
  }

  /** Get the next hint that may be had. Never rejects. */
  hint(answer: IAnswer): Promise<void> {
    return this._desk.work('hint', async signal => {
      const about = { source: await this._desk.source(answer, signal) };
      this._said(await this._judge.getHint(this._problemId, about, signal));
    });
  }

  /** Get the hint that goes with a verdict; there may be none. Never rejects. */
  async hintOf(submissionId: string): Promise<void> {
    const { signal } = new AbortController();
    const about = { submission_id: submissionId };
    try {
      this._said(await this._judge.getHint(this._problemId, about, signal));
      this._desk.changed();
    } catch {
      // Hints may be switched off, or the server be away: the verdict stands by itself.
    }
  }

  /** Ask a question about the problem. Never rejects; true when it was asked. */
  async ask(text: string, answer: IAnswer): Promise<boolean> {
    let isAsked = false;
    await this._desk.work('ask', async signal => {
      const source = await this._desk.source(answer, signal);
      const id = this._problemId;
      this._add(await this._judge.ask(id, text, source, signal));
      isAsked = true;
    });
    return isAsked;
  }

  /** Ask a question again of another specialist. Never rejects. */
  reroute(id: string, kind: RerouteRequest['query_type']): Promise<void> {
    return this._desk.work('ask', async signal => {
      this._add(await this._judge.reroute(id, kind, signal));
    });
  }

  /** Say how good an answer was, from 1 to 5. Never rejects. */
  rate(id: string, rating: number): Promise<void> {
    return this._desk.work('rate', async signal => {
      const rated = await this._judge.rate(id, rating, signal);
      this._questions = this._questions.map(query =>
        query.id === id ? rated : query
      );
    });
  }

  /** Take up again what was said before; what is new meanwhile comes after it. */
  async recall(signal: AbortSignal): Promise<void> {
    const [journey, asked] = await Promise.all([
      this._judge.getJourney(this._problemId, signal),
      this._judge.listQueries(this._problemId, signal)
    ]);
    const earlier = journey.chat.filter(({ kind }) => kind === 'hint');
    const since = this._hints;
    this._hints = [];
    for (const { level, text } of [...earlier, ...since]) {
      this._said({ level: level ?? 0, text });
    }
    this._isRepeated = false;
    const known = new Set(asked.queries.map(({ id }) => id));
    const further = this._questions.filter(({ id }) => !known.has(id));
    this._questions = [...asked.queries, ...further];
    this._desk.changed();
  }

  /** Add a question; `recall` may have found it on the server before it was answered. */
  private _add(query: Query): void {
    const others = this._questions.filter(({ id }) => id !== query.id);
    this._questions = [...others, query];
  }

  /** Show a hint; one that stands there already is shown once. */
  private _said({ level, text }: IHint): void {
    this._isRepeated = this._hints.some(hint => hint.text === text);
    if (!this._isRepeated) {
      this._hints = [...this._hints, { level, text }];
    }
  }

  private _isRepeated = false;
  private _hints: readonly IHint[] = [];
  private _questions: readonly Query[] = [];
}
