import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { IApi } from '../api';
import type { NumberedEvent, SessionSummary } from '../contracts';
import { ApiError, UnreachableError } from '../request';
import { type IProgress, NO_PROGRESS, progressAfter } from './progress';

const TOPIC = 'session:';
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/** A generation that runs, or that ended while it was watched. */
export interface IGeneration {
  readonly sessionId: string;
  readonly title: string;
  readonly progress: IProgress;
}

/** Watches running generations on one stream and loses no event when the connection breaks. */
export class Generations implements IDisposable {
  constructor(private readonly _api: Pick<IApi, 'followEvents'>) {}

  /** Progress was made. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** A generation ended, so that the list of activities may be longer. */
  get ended(): ISignal<this, void> {
    return this._ended;
  }

  get all(): readonly IGeneration[] {
    return [...this._generations.values()];
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Watch the sessions that generate now; those that ended without an activity stay shown. */
  watch(sessions: readonly SessionSummary[]): void {
    const running = sessions.filter(session => session.state === 'GENERATING');
    const shown = new Map(this._generations);
    for (const [id, { progress }] of this._generations) {
      if (progress.end === null || progress.end === 'completed') {
        shown.delete(id);
      }
    }
    for (const { id, preview: title } of running) {
      const known = this._generations.get(id);
      const isGoingOn = known?.progress.end === null;
      const fresh = { sessionId: id, title, progress: NO_PROGRESS };
      shown.set(id, isGoingOn ? known : fresh);
    }
    this._generations = shown;
    this._positions = Object.fromEntries(
      running.map(({ id }) => [TOPIC + id, this._positions[TOPIC + id] ?? 0])
    );
    this._changed.emit();
    this.pause();
    if (running.length > 0 && !this._isDisposed) {
      const connection = new AbortController();
      this._connection = connection;
      void this._follow(connection.signal);
    }
  }

  /** Show no longer what has ended. */
  forgetEnded(): void {
    this._generations = new Map(
      this.all
        .filter(({ progress }) => progress.end === null)
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
      await this._readUntilBroken(signal);
      delayMs =
        before === this._positions
          ? Math.min(delayMs * 2, LONGEST_RETRY_MS)
          : FIRST_RETRY_MS;
      await pauseFor(delayMs, signal);
    }
  }

  private async _readUntilBroken(signal: AbortSignal): Promise<void> {
    try {
      for await (const event of this._api.followEvents(
        this._positions,
        signal
      )) {
        if (signal.aborted) {
          return;
        }
        this._take(event);
        if (!this._isAnyRunning()) {
          return;
        }
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error instanceof ApiError && error.status < 500) {
        // The session is gone; the next list of sessions will tell which ones run.
        this.pause();
      } else if (!(
        error instanceof ApiError || error instanceof UnreachableError
      )) {
        throw error;
      }
    }
  }

  private _take({ id, topic, event }: NumberedEvent): void {
    const sessionId = topic.slice(TOPIC.length);
    const known = this._generations.get(sessionId);
    if (!known) {
      return;
    }
    const progress = progressAfter(known.progress, event);
    this._generations.set(sessionId, { ...known, progress });
    this._positions = { ...this._positions, [topic]: id };
    this._changed.emit();
    if (progress.end && !known.progress.end) {
      this._ended.emit();
    }
  }

  private _isAnyRunning(): boolean {
    return this.all.some(({ progress }) => progress.end === null);
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, void>(this);
  private _generations = new Map<string, IGeneration>();
  private _positions: Readonly<Record<string, number>> = {};
  private _connection: AbortController | null = null;
  private _isDisposed = false;
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
