import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type {
  Outcome,
  ProblemView,
  Report,
  Submission,
  SubmissionSummary
} from '../contracts';
import { UnreachableError } from '../refusals';
import { type IAnswer, sourceOf } from './answers';
import {
  awaitVerdict,
  isUnderWay,
  newestDone,
  TakenBackError
} from './awaiting';
import { asError, type Pause, pause } from './insisting';
import type { IJudge, Source } from './judge';
import { Talk } from './talk';
import { UnderWay } from './underWay';
import type { IShown, IWork } from './work';

/** The state of one answer cell. Everything in it comes from the server, nothing from a kernel. */
export class AnswerModel implements IDisposable {
  constructor(
    readonly problemId: string,
    private readonly _judge: IJudge,
    private readonly _pause: Pause = pause,
    private readonly _underWay = new UnderWay()
  ) {
    this.talk = new Talk(problemId, _judge, {
      work: (kind, work) => this._do(kind, work),
      source: (answer, signal) => this._source(answer, signal),
      changed: () => {
        this._set(() => undefined);
      }
    });
  }

  /** What was said about the problem. */
  readonly talk: Talk;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Null until it was asked for. */
  get problem(): ProblemView | null {
    return this._problem;
  }

  get work(): IWork | null {
    return this._work;
  }

  get shown(): IShown | null {
    return this._shown;
  }

  /** Why the last thing asked for did not happen. */
  get failure(): Error | null {
    return this._failure;
  }

  /** Null while the history is closed. */
  get history(): readonly SubmissionSummary[] | null {
    return this._history;
  }

  /** The submission of the history that is looked at. */
  get opened(): Submission | null {
    return this._opened;
  }

  /** Learn what the problem is and how its last submission went. Never rejects. */
  async open(): Promise<void> {
    if (this._isOpen || this._isDisposed) {
      return;
    }
    this._isOpen = true;
    const call = new AbortController();
    this._opening = call;
    try {
      await this._known(call.signal);
      const listed = await this._list(call.signal);
      const last = await newestDone(this._judge, listed, call.signal);
      if (last?.outcome && !this._shown && !this._work) {
        this._show('submission', last.outcome, last.report, last.source, last);
      }
      await this.talk.recall(call.signal);
      const newest = listed[0];
      if (newest && isUnderWay(newest)) {
        const { id } = newest;
        void this._underWay.first(id, () => this._takeUp(id));
      }
    } catch (error) {
      this._isOpen = false;
      if (!call.signal.aborted && !(error instanceof UnreachableError)) {
        this._set(() => (this._failure = asError(error)));
      }
    }
  }

  /** Run the examples. Never rejects. */
  run(answer: IAnswer): Promise<void> {
    return this._do('run', async signal => {
      const source = await this._source(answer, signal);
      const reply = await this._judge.run(this.problemId, source, signal);
      if (reply.samples) {
        const at = { judged_at: null, submitted_at: new Date().toISOString() };
        this._show('run', reply.samples, reply.report, source, at);
      }
    });
  }

  /** Submit and wait for the verdict, also while the server is away. Never rejects. */
  submit(answer: IAnswer): Promise<void> {
    return this._do('submit', async signal => {
      const source = await this._source(answer, signal);
      const sent = await this._judge.submit(this.problemId, source, signal);
      await this._underWay.first(sent.id, () =>
        this._await(sent, source, signal)
      );
    });
  }

  /** Stop what is under way; a submission that waits is taken back. Never rejects. */
  async stop(): Promise<void> {
    const id = this._work?.submission?.id;
    this._call?.abort();
    this._set(() => (this._work = null));
    if (id) {
      // It may have its verdict just now, or the server may be away: the history tells.
      await this._judge.cancelSubmission(id).catch(() => undefined);
    }
  }

  /** Open the history of submissions, or close it. Never rejects. */
  toggleHistory(): Promise<void> {
    if (this._history) {
      this._set(() => {
        this._history = null;
        this._opened = null;
      });
      return Promise.resolve();
    }
    return this._do('history', async signal => {
      this._history = await this._list(signal);
    });
  }

  /** Look at a submission of the history. Never rejects. */
  openSubmission(id: string): Promise<void> {
    return this._do('history', async signal => {
      this._opened = await this._judge.getSubmission(id, 0, signal);
    });
  }

  /** Learn the starter code. Never rejects; null when it cannot be had. */
  async starter(): Promise<string | null> {
    let starter: string | null = null;
    await this._do('reset', async signal => {
      starter = (await this._known(signal)).starter;
    });
    return starter;
  }

  /** Tell of something that was asked for and cannot be. */
  refuse(reason: Error): void {
    this._set(() => (this._failure = reason));
  }

  dispose(): void {
    this._isDisposed = true;
    this._call?.abort();
    this._opening?.abort();
    this.talk.dispose();
    Signal.clearData(this);
  }

  /** One thing at a time: what is asked for meanwhile is not heard. */
  private async _do(
    kind: IWork['kind'],
    work: (signal: AbortSignal) => Promise<void>
  ): Promise<void> {
    if (this._work || this._isDisposed) {
      return;
    }
    const call = new AbortController();
    this._call = call;
    this._failure = null;
    this._set(() => (this._work = { kind, submission: null, lost: false }));
    try {
      await work(call.signal);
    } catch (error) {
      if (!call.signal.aborted) {
        this._failure = asError(error);
      }
    }
    if (!call.signal.aborted) {
      this._set(() => (this._work = null));
    }
  }

  /** Go on waiting for what was submitted before the page was loaded or the cell was made. */
  private _takeUp(id: string): Promise<void> {
    return this._do('submit', async signal => {
      const sent = await this._judge.getSubmission(id, 0, signal);
      await this._await(sent, sent.source, signal);
    });
  }

  /** Wait for the verdict on a submission, and show it. */
  private async _await(
    sent: Submission,
    source: Source,
    signal: AbortSignal
  ): Promise<void> {
    const record = await awaitVerdict(this._judge, sent, {
      pause: this._pause,
      signal,
      told: news => {
        const work = this._work;
        this._set(() => (this._work = work && { ...work, ...news }));
      }
    });
    if (record.outcome) {
      this._show('submission', record.outcome, record.report, source, record);
    }
    if (this._history) {
      this._history = await this._list(signal);
    }
    if (!record.outcome) {
      throw new TakenBackError(record.note);
    }
    void this.talk.hintOf(record.id);
  }

  private async _source(answer: IAnswer, signal: AbortSignal): Promise<Source> {
    const { entry_file: entry } = await this._known(signal);
    return sourceOf(answer, entry);
  }

  private async _known(signal: AbortSignal): Promise<ProblemView> {
    if (!this._problem) {
      const found = await this._judge.getProblem(this.problemId, signal);
      this._set(() => (this._problem = found));
      return found;
    }
    return this._problem;
  }

  private async _list(
    signal: AbortSignal
  ): Promise<readonly SubmissionSummary[]> {
    return (await this._judge.listSubmissions(this.problemId, signal))
      .submissions;
  }

  private _show(
    kind: IShown['kind'],
    outcome: Outcome,
    report: Report | null,
    source: Source,
    when: { judged_at: string | null; submitted_at: string }
  ): void {
    const at = when.judged_at ?? when.submitted_at;
    const isNew = this._work !== null;
    this._set(() => {
      this._shown = { kind, outcome, report, source, at, isNew };
    });
  }

  private _set(change: () => void): void {
    if (!this._isDisposed) {
      change();
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private _problem: ProblemView | null = null;
  private _work: IWork | null = null;
  private _shown: IShown | null = null;
  private _failure: Error | null = null;
  private _history: readonly SubmissionSummary[] | null = null;
  private _opened: Submission | null = null;
  private _call: AbortController | null = null;
  private _opening: AbortController | null = null;
  private _isOpen = false;
  private _isDisposed = false;
}
