import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { AcceptedEdit, ProblemEdit } from '../contracts';
import type { IEditing } from './editing';
import { asError, insist, type Pause, pause } from './insisting';

const WAIT_SECONDS = 2;
const NEWS_MS = 600_000;

/** What is asked of the server about a change. */
export type Deciding = 'asking' | 'accepting' | 'discarding';

/** The one change of an activity that is open, or was last: asked for, proven, decided. */
export class ProposalModel implements IDisposable {
  constructor(
    private readonly _editing: IEditing,
    private readonly _activityId: string,
    private readonly _pause: Pause = pause
  ) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** A change was put in place: with it the activity as it is now. */
  get accepted(): ISignal<this, AcceptedEdit> {
    return this._accepted;
  }

  /** The change in view: open, or ended without success and not dismissed. */
  get edit(): ProblemEdit | null {
    return this._edit;
  }

  /** It is worked on, or waits for a decision; meanwhile nothing else can be changed. */
  get isOpen(): boolean {
    return isOpen(this._edit);
  }

  get doing(): Deciding | null {
    return this._doing;
  }

  /** The server does not answer; it is asked again until it does. */
  get isLost(): boolean {
    return this._isLost;
  }

  get error(): Error | null {
    return this._error;
  }

  get isDisposed(): boolean {
    return this._signal.aborted;
  }

  /** Look for a change that is open, or was refused just now, such as one asked for before a reload. */
  async refresh(): Promise<void> {
    const answer = await this._run(() =>
      this._editing.listEdits(this._activityId)
    );
    if (answer === null || this._doing !== null) {
      return;
    }
    const [newest] = answer.edits;
    const found =
      answer.edits.find(isOpen) ??
      (newest && this._isNews(newest) ? newest : null);
    if (found === null && this.isOpen) {
      // It was decided on another page.
      this._set(null);
    } else if (found !== null && this._isUnfollowed(found)) {
      this._error = null;
      await this._follow(found);
    }
  }

  /** Ask for a change; return whether the server took it on. The proof is then followed. */
  async ask(work: () => Promise<ProblemEdit>): Promise<boolean> {
    const begun = await this._do('asking', work);
    if (begun) {
      void this._follow(begun);
    }
    return begun !== null;
  }

  /** Put in place what is proposed; return whether that was done. */
  async accept(): Promise<boolean> {
    const id = this._edit?.id;
    if (id === undefined) {
      return false;
    }
    const done = await this._do('accepting', () =>
      this._editing.accept(this._activityId, id)
    );
    if (done) {
      this._set(null);
      this._accepted.emit(done);
    }
    return done !== null;
  }

  /** Drop the change, stopping the work on it; return whether that was done. */
  async discard(): Promise<boolean> {
    const id = this._edit?.id;
    if (id === undefined) {
      return false;
    }
    const done = await this._do('discarding', () =>
      this._editing.discard(this._activityId, id)
    );
    if (done) {
      this._set(null);
    }
    return done !== null;
  }

  /** Show no longer what was refused. */
  dismiss(): void {
    if (!this.isOpen) {
      this._dismissed = this._edit?.id ?? '';
      this._error = null;
      this._set(null);
    }
  }

  /** Say no longer what went wrong. */
  forgive(): void {
    this._error = null;
    this._changed.emit();
  }

  dispose(): void {
    this._end.abort();
    Signal.clearData(this);
  }

  /** What is new here, or was being proven when following it failed. */
  private _isUnfollowed({ id }: ProblemEdit): boolean {
    const known = this._edit;
    const isBroken = known?.status === 'working' && this._followed !== id;
    return known?.id !== id || isBroken;
  }

  private _isNews({ id, status, ended_at }: ProblemEdit): boolean {
    const isBad = status === 'refused' || status === 'failed';
    const ended = Date.parse(ended_at ?? '');
    return isBad && id !== this._dismissed && Date.now() - ended < NEWS_MS;
  }

  private async _follow(begun: ProblemEdit): Promise<void> {
    this._set(begun);
    this._followed = begun.id;
    let known = begun;
    do {
      const next = await this._run(() => this._look(begun.id));
      if (!next || this._edit?.id !== begun.id) {
        this._followed = this._followed === begun.id ? '' : this._followed;
        return;
      }
      this._isLost = false;
      this._set(next);
      known = next;
    } while (known.status === 'working');
    if (known.status === 'accepted' || known.status === 'discarded') {
      // Another page decided.
      this._set(null);
    }
  }

  private async _look(editId: string): Promise<ProblemEdit> {
    const signal = this._signal;
    return insist(
      () =>
        this._editing.getEdit(this._activityId, editId, WAIT_SECONDS, signal),
      {
        pause: this._pause,
        signal,
        lost: () => {
          this._isLost = true;
          this._changed.emit();
        }
      }
    );
  }

  private async _do<T>(
    doing: Deciding,
    work: () => Promise<T>
  ): Promise<T | null> {
    if (this._doing !== null) {
      return null;
    }
    this._doing = doing;
    this._error = null;
    this._changed.emit();
    const result = await this._run(work);
    this._doing = null;
    if (!this.isDisposed) {
      this._changed.emit();
    }
    return result;
  }

  /** Return what came of it; a failure becomes `error`. */
  private async _run<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!this.isDisposed) {
        this._error = asError(error);
        this._changed.emit();
      }
      return null;
    }
  }

  private _set(edit: ProblemEdit | null): void {
    this._edit = edit;
    this._changed.emit();
  }

  private get _signal(): AbortSignal {
    return this._end.signal;
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _accepted = new Signal<this, AcceptedEdit>(this);
  private readonly _end = new AbortController();
  private _edit: ProblemEdit | null = null;
  private _doing: Deciding | null = null;
  private _isLost = false;
  private _dismissed = '';
  /** The change whose proof is followed, or was to its end. */
  private _followed = '';
  private _error: Error | null = null;
}

function isOpen(edit: ProblemEdit | null): boolean {
  return edit?.status === 'working' || edit?.status === 'proposed';
}
