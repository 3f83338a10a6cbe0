import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { IApi, Positions } from '../api';
import type { NumberedEvent, SessionSummary } from '../contracts';
import { ApiError, UnreachableError } from '../refusals';
import { type IProgress, NO_PROGRESS, progressAt } from './progress';

const TOPIC = 'session:';
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
/** A connection that holds this long is one. */
const STEADY_MS = 3000;
/** Refusals that pass: signed out for now, too much at once. */
const PASSING: readonly number[] = [401, 403, 408, 425, 429];

/**
 * A generation. `isLive`: it ran when it was first watched, so that its end is news; `since` is
 * when that run began, and what is older belongs to an earlier run.
 */
export interface IGeneration {
  readonly sessionId: string;
  readonly title: string;
  readonly progress: IProgress;
  readonly isLive: boolean;
  readonly since: string;
  /** Why nothing more is heard of it just now, though that is tried again and again. */
  readonly lost?: Error | null;
}

/** Watches running generations on one stream and loses no event when the connection breaks. */
export class Generations implements IDisposable {
  constructor(
    private readonly _api: Pick<IApi, 'followEvents' | 'readGeneration'>
  ) {}

  /** Progress was made. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** A live generation ended, so that the list of activities may be longer. */
  get ended(): ISignal<this, IGeneration> {
    return this._ended;
  }

  /** The server does not know what is followed: `watch` is to be told what runs. */
  get refused(): ISignal<this, void> {
    return this._refused;
  }

  get all(): readonly IGeneration[] {
    return [...this._generations.values()];
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** The generation of a session, if it is known. */
  of(sessionId: string): IGeneration | null {
    return this._generations.get(sessionId) ?? null;
  }

  /**
   * Watch the sessions that generate now; those that ended without an activity stay shown.
   *
   * `shown` is a session whose last generation is read again when it is over.
   */
  watch(
    sessions: readonly SessionSummary[],
    shown: string | null = null
  ): void {
    const running = sessions.filter(session => session.state === 'GENERATING');
    const kept = new Map<string, IGeneration>();
    for (const [id, known] of this._generations) {
      const { end } = known.progress;
      if (id === shown || end === 'failed' || end === 'cancelled') {
        kept.set(id, known);
      }
    }
    for (const { id, preview: title, updated_at: since } of running) {
      const known = this._generations.get(id);
      // The stream may have told the end of this very run to who asks with an older list.
      const isSame = known?.progress.end === null || known?.since === since;
      const progress = isSame ? known.progress : NO_PROGRESS;
      kept.set(id, { sessionId: id, title, progress, isLive: true, since });
    }
    if (shown !== null && !kept.has(shown)) {
      const title = sessions.find(({ id }) => id === shown)?.preview ?? '';
      const past = { sessionId: shown, title, progress: NO_PROGRESS };
      kept.set(shown, { ...past, isLive: false, since: '' });
    }
    this._generations = kept;
    this._changed.emit();
    this.pause();
    const connection = new AbortController();
    this._connection = connection;
    if (this._isAnyRunning() && !this._isDisposed) {
      void this._follow(connection.signal);
    }
    const past = shown === null ? null : this.of(shown);
    if (past && !past.isLive && past.progress.end === null) {
      void this._replay(past.sessionId, connection.signal);
    }
  }

  /** Show no longer what has ended, unless it is the generation of the session `shown`. */
  forgetEnded(shown: string | null = null): void {
    this._generations = new Map(
      this.all
        .filter(each => each.progress.end === null || each.sessionId === shown)
        .map(generation => [generation.sessionId, generation])
    );
  }

  /** Let go of the connection; `watch` takes up where this left. */
  pause(): void {
    this._connection?.abort();
    this._connection = null;
  }

  dispose(): void {
    this._isDisposed = true;
    this.pause();
    Signal.clearData(this);
  }

  private async _follow(signal: AbortSignal): Promise<void> {
    let delayMs = FIRST_RETRY_MS;
    while (!signal.aborted && this._isAnyRunning()) {
      const before = this._positions;
      const steady = setTimeout(() => {
        this._setLost(null);
      }, STEADY_MS);
      const failure = await this._readUntilBroken(signal).finally(() => {
        clearTimeout(steady);
      });
      const isSilent = before === this._positions;
      // A connection may break at any time; that it cannot be made again is news.
      const isNews = failure instanceof ApiError || delayMs > FIRST_RETRY_MS;
      if (failure && isSilent && isNews) {
        this._setLost(failure);
      }
      delayMs = isSilent
        ? Math.min(delayMs * 2, LONGEST_RETRY_MS)
        : FIRST_RETRY_MS;
      await pauseFor(delayMs, signal);
    }
  }

  /** Read a generation that is over; what cannot be read is not shown. */
  private async _replay(sessionId: string, signal: AbortSignal): Promise<void> {
    let progress = NO_PROGRESS;
    try {
      for await (const event of this._api.readGeneration(sessionId, signal)) {
        progress = progressAt(progress, event);
      }
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof UnreachableError)) {
        throw error;
      }
    }
    const known = this._generations.get(sessionId);
    if (!signal.aborted && known && !known.isLive) {
      this._generations.set(sessionId, { ...known, progress });
      this._changed.emit();
    }
  }

  /** Return why the connection broke; null when it just ended. */
  private async _readUntilBroken(signal: AbortSignal): Promise<Error | null> {
    try {
      const events = this._api.followEvents(this._wanted(), signal);
      for await (const event of events) {
        if (signal.aborted) {
          return null;
        }
        this._take(event);
        if (!this._isAnyRunning()) {
          return null;
        }
      }
    } catch (error) {
      if (signal.aborted) {
        return null;
      }
      if (error instanceof ApiError && isFinal(error) && !this._isRefused) {
        // One of the sessions may be gone: a new list of them tells with which ones to go on.
        this._isRefused = true;
        this.pause();
        this._refused.emit();
        return null;
      }
      if (error instanceof ApiError || error instanceof UnreachableError) {
        return error;
      }
      throw error;
    }
    return null;
  }

  private _setLost(lost: Error | null): void {
    const running = this.all.filter(isRunning);
    const isNews = running.some(each => (each.lost ?? null) !== lost);
    if (isNews && !this._isDisposed) {
      for (const each of running) {
        this._generations.set(each.sessionId, { ...each, lost });
      }
      this._changed.emit();
    }
  }

  private _take({ id, topic, event, at }: NumberedEvent): void {
    const sessionId = topic.slice(TOPIC.length);
    const known = this._generations.get(sessionId);
    if (!known) {
      return;
    }
    const isOfEarlierRun = Date.parse(at) < Date.parse(known.since);
    const progress = isOfEarlierRun
      ? known.progress
      : progressAt(known.progress, { event, at });
    const after = { ...known, progress, lost: null };
    this._isRefused = false;
    this._generations.set(sessionId, after);
    this._positions = { ...this._positions, [topic]: id };
    this._changed.emit();
    if (progress.end && !known.progress.end && known.isLive) {
      this._ended.emit(after);
    }
  }

  private _wanted(): Positions {
    const running = this.all.filter(isRunning);
    return Object.fromEntries(
      running.map(({ sessionId }) => [
        TOPIC + sessionId,
        this._positions[TOPIC + sessionId] ?? 0
      ])
    );
  }

  private _isAnyRunning(): boolean {
    return this.all.some(isRunning);
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, IGeneration>(this);
  private readonly _refused = new Signal<this, void>(this);
  /** A refusal was told, and nothing was heard since. */
  private _isRefused = false;
  private _generations = new Map<string, IGeneration>();
  private _positions: Positions = {};
  private _connection: AbortController | null = null;
  private _isDisposed = false;
}

function isRunning({ progress, isLive }: IGeneration): boolean {
  return isLive && progress.end === null;
}

/** Whether asking for the same again is of no use. What Jupyter itself does not find may start. */
function isFinal({ status, code }: ApiError): boolean {
  const isStarting = status === 404 && code === 'refused';
  return status < 500 && !isStarting && !PASSING.includes(status);
}

/** Resolve after a while, or as soon as `signal` aborts. */
function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });
}
