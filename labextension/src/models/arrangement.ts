import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { IApi } from '../api';
import type { Activity, Problem } from '../contracts';
import { asError } from './insisting';
import { type ILoadable, Resource } from './resource';

/** What is done with the activity as a whole. */
export type Arranging = 'arranging' | 'publishing' | 'restoring';

/** A problem that was removed on this page and can come back to its place. */
export interface IRemoved {
  readonly problem: Problem;
  readonly index: number;
}

/** An activity whose list of problems and state change at once. No method rejects. */
export class ArrangementModel implements IDisposable {
  constructor(
    private readonly _api: Pick<
      IApi,
      'editing' | 'getActivity' | 'publishActivity'
    >,
    private readonly _activityId: string
  ) {
    this._activity = new Resource(signal =>
      _api.getActivity(_activityId, signal)
    );
    this._activity.changed.connect(this._onChange, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** It was changed on the server. */
  get acted(): ISignal<this, void> {
    return this._acted;
  }

  get activity(): ILoadable<Activity> {
    return this._activity.state;
  }

  get ids(): readonly string[] {
    return this.activity.value?.problems.map(({ id }) => id) ?? [];
  }

  get removed(): readonly IRemoved[] {
    return this._removed;
  }

  get doing(): Arranging | null {
    return this._doing;
  }

  get error(): Error | null {
    return this._error;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Ask for the activity. */
  async refresh(): Promise<void> {
    await this._activity.refresh();
  }

  /** Take the activity as it was told another way. */
  take(activity: Activity): void {
    this._activity.put(activity);
    this._acted.emit();
  }

  /** Say no longer what went wrong. */
  forgive(): void {
    this._error = null;
    this._onChange();
  }

  /** Move a problem by some places. */
  async move(problemId: string, by: number): Promise<void> {
    const ids = [...this.ids];
    const from = ids.indexOf(problemId);
    const to = from + by;
    if (from >= 0 && to >= 0 && to < ids.length) {
      ids.splice(to, 0, ...ids.splice(from, 1));
      await this._arrange(ids);
    }
  }

  /** Take a problem out; `bringBack` undoes it. */
  async remove(problemId: string): Promise<void> {
    const ids = [...this.ids];
    const index = ids.indexOf(problemId);
    const problem = this.activity.value?.problems.find(
      each => each.id === problemId
    );
    if (!problem) {
      return;
    }
    const isDone = await this._arrange(ids.filter(id => id !== problemId));
    if (isDone) {
      this._removed = [{ problem, index }, ...this._removed];
      this._onChange();
    }
  }

  /** Put a problem back that was removed. */
  async bringBack({ problem, index }: IRemoved): Promise<void> {
    const ids = [...this.ids];
    ids.splice(index, 0, problem.id);
    if (await this._arrange(ids)) {
      this._removed = this._removed.filter(
        each => each.problem.id !== problem.id
      );
      this._onChange();
    }
  }

  /** Publish the activity. */
  async publish(): Promise<void> {
    await this._change('publishing', () =>
      this._api.publishActivity(this._activityId)
    );
  }

  /** Make the activity what it was. */
  async restoreVersion(number: number): Promise<boolean> {
    const isDone = await this._change('restoring', version =>
      this._api.editing.restoreVersion(this._activityId, number, version)
    );
    if (isDone) {
      this._removed = [];
    }
    return isDone;
  }

  dispose(): void {
    this._isDisposed = true;
    this._activity.dispose();
    Signal.clearData(this);
  }

  private _arrange(ids: readonly string[]): Promise<boolean> {
    return this._change('arranging', version =>
      this._api.editing.arrange(this._activityId, ids, version)
    );
  }

  private async _change(
    doing: Arranging,
    work: (version: number) => Promise<Activity>
  ): Promise<boolean> {
    const version = this.activity.value?.version;
    if (this._doing !== null || version === undefined) {
      return false;
    }
    this._doing = doing;
    this._error = null;
    this._onChange();
    try {
      this.take(await work(version));
      return true;
    } catch (error) {
      this._error = asError(error);
      return false;
    } finally {
      this._doing = null;
      this._onChange();
    }
  }

  private _onChange(): void {
    if (!this._isDisposed) {
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _acted = new Signal<this, void>(this);
  private readonly _activity: Resource<Activity>;
  private _removed: readonly IRemoved[] = [];
  private _doing: Arranging | null = null;
  private _error: Error | null = null;
  private _isDisposed = false;
}
