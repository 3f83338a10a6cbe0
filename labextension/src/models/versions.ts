import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { Activity, ActivityVersion } from '../contracts';
import type { IEditing } from './editing';
import { type ILoadable, Resource } from './resource';

/** The versions of an activity, and the one that is looked at. */
export class VersionsModel implements IDisposable {
  constructor(
    private readonly _editing: IEditing,
    private readonly _activityId: string
  ) {
    this._list = new Resource(async signal => {
      const { versions } = await _editing.listVersions(_activityId, signal);
      return versions;
    });
    this._list.changed.connect(this._onChange, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get list(): ILoadable<readonly ActivityVersion[]> {
    return this._list.state;
  }

  /** The number of the version that is looked at. */
  get shown(): number | null {
    return this._shown;
  }

  /** The activity as it was in that version. */
  get activity(): ILoadable<Activity> | null {
    return this._activity?.state ?? null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Ask for the list. */
  async refresh(): Promise<void> {
    await this._list.refresh();
  }

  /** Look at a version, or at none. */
  async show(version: number | null): Promise<void> {
    this._activity?.dispose();
    this._activity = null;
    this._shown = version;
    if (version !== null) {
      this._activity = new Resource(signal =>
        this._editing.getVersion(this._activityId, version, signal)
      );
      this._activity.changed.connect(this._onChange, this);
      await this._activity.refresh();
    } else {
      this._onChange();
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._list.dispose();
    this._activity?.dispose();
    Signal.clearData(this);
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _list: Resource<readonly ActivityVersion[]>;
  private _shown: number | null = null;
  private _activity: Resource<Activity> | null = null;
  private _isDisposed = false;
}
