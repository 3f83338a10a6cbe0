import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { ReplayStep, Timeline, TimelineRow } from '../contracts';
import { asError } from './insisting';
import { type Pace, type Speed, waitOf } from './pace';
import { type ILoadable, Resource } from './resource';

/** The first rows of a timeline, which are had at once, or all of them. */
export type TimelinePart = 'beginning' | 'whole';

/** Where a replay comes from: one's own journey, or that of somebody who may be looked at. */
export interface IReplaySource {
  /** What happened, oldest first. */
  getTimeline(part: TimelinePart, signal: AbortSignal): Promise<Timeline>;
  /** What stood after so many records. */
  getStep(step: number, signal: AbortSignal): Promise<ReplayStep>;
}

/** A moment of a journey as it is shown. */
export interface IMoment {
  /** Which row of the timeline it is; the first is 0. */
  readonly place: number;
  readonly step: ReplayStep;
  /** What stood before it with the same problem; null at the beginning. */
  readonly before: ReplayStep | null;
}

const MOST_KEPT = 200;

/** A journey that is looked back at, moment by moment. No method rejects. */
export class ReplayModel implements IDisposable {
  constructor(private readonly _source: IReplaySource) {
    this._timeline = new Resource(signal =>
      _source.getTimeline(this.timeline.value ? 'whole' : 'beginning', signal)
    );
    this._timeline.changed.connect(this._onChange, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get timeline(): ILoadable<Timeline> {
    return this._timeline.state;
  }

  get rows(): readonly TimelineRow[] {
    return this.timeline.value?.rows ?? [];
  }

  /** Whether the rows are all that there are; the rest of a long journey comes by itself. */
  get isWhole(): boolean {
    return this.timeline.value?.complete ?? false;
  }

  /** The row that is wanted; what is shown may still be the one before. */
  get place(): number {
    return this._place;
  }

  get row(): TimelineRow | null {
    return this.rows[this._place] ?? null;
  }

  /** What is shown; null until the first step came. */
  get shown(): IMoment | null {
    return this._shown;
  }

  /** Whether the step that is wanted is on its way. */
  get isLoading(): boolean {
    return this._pending !== null || this._wanted > this._place;
  }

  /** Why the step that is wanted is not shown. */
  get failure(): Error | null {
    return this._failure;
  }

  get isPlaying(): boolean {
    return this._isPlaying;
  }

  get speed(): Speed {
    return this._speed;
  }

  get pace(): Pace {
    return this._pace;
  }

  get isAtFirst(): boolean {
    return this._place === 0;
  }

  get isAtLast(): boolean {
    return this.isWhole && this._place >= this.rows.length - 1;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Ask what happened, anew if it was asked before, and stay at the place that is shown. */
  async open(): Promise<void> {
    await this._timeline.refresh();
    this._steps.clear();
    await this.go(this._wanted);
    if (this.timeline.value && !this.timeline.error && !this.isWhole) {
      await this._timeline.refresh();
      await this.go(this._wanted);
    }
  }

  /**
   * Go to a row of the timeline; beyond its ends is at them. The newest wish wins. One for a row
   * that is still to come is fulfilled when it came.
   */
  async go(place: number): Promise<void> {
    clearTimeout(this._timer);
    this._place = Math.max(0, Math.min(place, this.rows.length - 1));
    this._wanted = this.isWhole ? this._place : Math.max(0, place);
    this._pending?.abort();
    this._pending = null;
    this._failure = null;
    const { row } = this;
    if (this._isDisposed || row === null) {
      this._onChange();
      return;
    }
    const call = new AbortController();
    this._pending = call;
    this._onChange();
    const moment = await this._moment(row, call.signal).catch(asError);
    if (call.signal.aborted) {
      return;
    }
    this._pending = null;
    if (moment instanceof Error) {
      this._failure = moment;
      this._isPlaying = false;
    } else {
      this._shown = moment;
      this._goOn();
    }
    this._onChange();
  }

  /** Go to the row that a record is part of. */
  async goToRecord(recordId: number): Promise<void> {
    const found = this.rows.findIndex(row => row.record_ids.includes(recordId));
    if (found >= 0) {
      await this.go(found);
    }
  }

  /** Ask once more for what could not be had. */
  async retry(): Promise<void> {
    await this.go(this._place);
  }

  /** Go on by itself from here; at the end, from the beginning. */
  async play(): Promise<void> {
    if (this.rows.length === 0 || this._isPlaying) {
      return;
    }
    this._isPlaying = true;
    await this.go(this.isAtLast ? 0 : this._place);
  }

  pause(): void {
    clearTimeout(this._timer);
    if (this._isPlaying) {
      this._isPlaying = false;
      this._onChange();
    }
  }

  setSpeed(speed: Speed): void {
    this._speed = speed;
    this._goOn();
    this._onChange();
  }

  setPace(pace: Pace): void {
    this._pace = pace;
    this._goOn();
    this._onChange();
  }

  dispose(): void {
    this._isDisposed = true;
    this._isPlaying = false;
    clearTimeout(this._timer);
    this._pending?.abort();
    this._timeline.dispose();
    Signal.clearData(this);
  }

  private async _moment(
    row: TimelineRow,
    signal: AbortSignal
  ): Promise<IMoment> {
    const place = this._place;
    const last = this._lastWith(row.problem_id, place);
    const [step, before] = await Promise.all([
      this._step(row.step, signal),
      last ? this._step(last.step, signal) : null
    ]);
    return { place, step, before };
  }

  private _lastWith(problem: string | null, place: number): TimelineRow | null {
    for (let earlier = place - 1; earlier >= 0; earlier--) {
      const row = this.rows[earlier];
      if (row?.problem_id === problem) {
        return row;
      }
    }
    return null;
  }

  private async _step(step: number, signal: AbortSignal): Promise<ReplayStep> {
    const kept = this._steps.get(step);
    if (kept) {
      return kept;
    }
    const got = await this._source.getStep(step, signal);
    if (!signal.aborted) {
      this._steps.set(step, got);
      for (const oldest of this._steps.keys()) {
        if (this._steps.size <= MOST_KEPT) {
          break;
        }
        this._steps.delete(oldest);
      }
    }
    return got;
  }

  /** Wait for the next row while it plays; what is awaited from the server is waited for first. */
  private _goOn(): void {
    clearTimeout(this._timer);
    if (!this._isPlaying || this._pending) {
      return;
    }
    const next = this.rows[this._place + 1];
    if (!next) {
      this._isPlaying = !this.isWhole;
      return;
    }
    const wait = waitOf(next, this._pace, this._speed);
    this._timer = setTimeout(() => void this.go(this._place + 1), wait);
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _timeline: Resource<Timeline>;
  private readonly _steps = new Map<number, ReplayStep>();
  private _place = 0;
  private _wanted = 0;
  private _shown: IMoment | null = null;
  private _pending: AbortController | null = null;
  private _failure: Error | null = null;
  private _isPlaying = false;
  private _speed: Speed = 1;
  private _pace: Pace = 'even';
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _isDisposed = false;
}
