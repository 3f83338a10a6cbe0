import type { Passage, Query, RerouteRequest } from '../contracts';
import type { IAnswer } from './answers';
import type { IJudge, Source } from './judge';
import type { IWork } from './work';

/** A hint as it is shown; level 0 is a thought that is no help with the task. */
export interface IHint {
  readonly level: number;
  readonly text: string;
  /** The same in a model's words, as far as they have come. */
  readonly better?: string;
  /** What is followed while the model is at work on it. */
  readonly wording?: string | null;
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
      const hint = await this._judge.getHint(this._problemId, about, signal);
      const wasRepeated = this._isRepeated;
      this._said(hint);
      // Nobody asked for this one: that it is known already is no news.
      this._isRepeated &&= wasRepeated;
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

  /** Have a model say no more about a hint or an answer. Never rejects. */
  async stopModel(key: string): Promise<void> {
    // What is followed tells the end, also when this comes too late.
    await this._judge.cancelWording(key).catch(() => undefined);
  }

  /** Read the whole of a passage that an answer rests on. */
  passage(activityId: string, chunkId: string): Promise<Passage> {
    const { signal } = this._call;
    return this._judge.getPassage(activityId, chunkId, signal);
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
    const texts = new Map(earlier.map(line => [line.record_id, line.text]));
    for (const { level, text, rewords, wording } of earlier) {
      const first = texts.get(rewords ?? 0);
      if (first === undefined) {
        this._said({ level: level ?? 0, text, wording });
      } else {
        this._change(first, { better: without(text, first) });
      }
    }
    const known = this._hints.map(({ text }) => text);
    const newer = since.filter(({ text }) => !known.includes(text));
    this._hints = [...this._hints, ...newer];
    this._isRepeated = false;
    const listed = new Set(asked.queries.map(({ id }) => id));
    const further = this._questions.filter(({ id }) => !listed.has(id));
    this._questions = [...asked.queries, ...further];
    asked.queries.forEach(query => {
      this._hear(query);
    });
    this._desk.changed();
  }

  /** Stop listening. */
  dispose(): void {
    this._call.abort();
  }

  /** Add a question; `recall` may have found it on the server before it was answered. */
  private _add(query: Query): void {
    const others = this._questions.filter(({ id }) => id !== query.id);
    this._questions = [...others, query];
    this._hear(query);
  }

  /** Add what a model says to an answer while it comes. */
  private _hear({ id, wording, answer }: Query): void {
    if (!wording || !answer) {
      return;
    }
    const put = (text: string, key: string | null): void => {
      this._questions = this._questions.map(one =>
        one.id === id && one.answer
          ? { ...one, answer: { ...one.answer, text }, wording: key }
          : one
      );
    };
    void this._follow(wording, (said, end) => {
      const more = said ? `${answer.text}\n\n${said}` : answer.text;
      // Empty: the connection broke, and what came is all there is.
      put(end ? end : more, end === null ? wording : null);
    });
  }

  private _change(text: string, changes: Partial<IHint>): void {
    this._hints = this._hints.map(hint =>
      hint.text === text ? { ...hint, ...changes } : hint
    );
  }

  /** Tell all that came so far, again with each part, and at the end the text that holds. */
  private async _follow(
    key: string,
    told: (said: string, end: string | null) => void
  ): Promise<void> {
    const { signal } = this._call;
    let said = '';
    let end: string | null = null;
    try {
      for await (const event of this._judge.followWording(key, signal)) {
        if (event.type === 'part') {
          said += event.text;
        } else {
          end = event.text;
        }
        told(said, end);
        this._desk.changed();
      }
    } catch {
      // The text that was made by rules stands; the rest comes with the next reload.
    }
    if (end === null && !signal.aborted) {
      told(said, '');
      this._desk.changed();
    }
  }

  /** Show a hint; one that stands there already is shown once. */
  private _said({ level, text, better, wording }: IHint): void {
    const isKnown = (hint: IHint) => hint.text === text || hint.better === text;
    this._isRepeated = this._hints.some(isKnown);
    if (this._isRepeated) {
      return;
    }
    const hint = { level, text };
    this._hints = [...this._hints, better ? { ...hint, better } : hint];
    if (wording) {
      this._change(text, { wording });
      void this._follow(wording, (said, end) => {
        const better = end ? without(end, text) : said;
        this._change(text, { better, wording: end === null ? wording : null });
      });
    }
  }

  private readonly _call = new AbortController();
  private _isRepeated = false;
  private _hints: readonly IHint[] = [];
  private _questions: readonly Query[] = [];
}

/** What a model said, without the hint made by rules that may follow it. */
function without(text: string, rule: string): string {
  return text.endsWith(rule) ? text.slice(0, -rule.length).trim() : text;
}
