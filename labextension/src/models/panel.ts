import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { IApi } from '../api';
import type { ActivitySummary, Health } from '../contracts';
import { Generations, type IGeneration } from './generations';
import { type ILoadable, Resource } from './resource';

/** What the panel asks of the application around it. Paths are relative to the server's root. */
export interface INotebooks {
  /** Whether the file is still there. */
  exists(path: string): Promise<boolean>;
  /** Show it to the user. */
  open(path: string): Promise<void>;
}

/** How opening an activity's notebook goes: under way, or what went wrong. */
export type Opening = 'opening' | Error;

/** The state of the panel. */
export class PanelModel implements IDisposable {
  constructor(
    private readonly _api: IApi,
    private readonly _notebooks: INotebooks
  ) {
    this._health = new Resource(signal => _api.getHealth(signal));
    this._activities = new Resource(signal => this._fetchActivities(signal));
    this._generations = new Generations(_api);
    this._health.changed.connect(this._onChange, this);
    this._activities.changed.connect(this._onChange, this);
    this._generations.changed.connect(this._onChange, this);
    this._generations.ended.connect(this._onGenerationEnd, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get health(): ILoadable<Health> {
    return this._health.state;
  }

  get activities(): ILoadable<readonly ActivitySummary[]> {
    return this._activities.state;
  }

  get generations(): readonly IGeneration[] {
    return this._generations.all;
  }

  /** Per activity id; nothing for an activity whose notebook was not asked for. */
  get openings(): ReadonlyMap<string, Opening> {
    return this._openings;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Ask the server for everything anew. Never rejects. */
  async refresh(): Promise<void> {
    await Promise.all([this.refreshHealth(), this.refreshActivities()]);
  }

  /** Ask what works on this installation. Never rejects. */
  async refreshHealth(): Promise<void> {
    await this._health.refresh();
  }

  /** Ask for the activities and for the generations that run. Never rejects. */
  async refreshActivities(): Promise<void> {
    this._generations.forgetEnded();
    await this._activities.refresh();
  }

  /** Let go of the connection while nobody looks; `refresh` takes it up again. */
  rest(): void {
    this._generations.pause();
  }

  /** Open the notebook of an activity, written first when it is not there. Never rejects. */
  async openNotebook(activity: ActivitySummary): Promise<void> {
    if (this._openings.get(activity.id) === 'opening') {
      return;
    }
    this._setOpening(activity.id, 'opening');
    try {
      await this._notebooks.open(await this._notebookOf(activity));
      this._setOpening(activity.id, null);
    } catch (error) {
      const known = error instanceof Error ? error : new Error(String(error));
      this._setOpening(activity.id, known);
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._health.dispose();
    this._activities.dispose();
    this._generations.dispose();
    Signal.clearData(this);
  }

  private async _notebookOf({
    id,
    notebook
  }: ActivitySummary): Promise<string> {
    // The user may have moved or deleted the file since it was written.
    if (notebook !== null && (await this._notebooks.exists(notebook))) {
      return notebook;
    }
    const { path } = await this._api.emitNotebook(id, { directory: '' });
    void this._activities.refresh();
    return path;
  }

  private async _fetchActivities(
    signal: AbortSignal
  ): Promise<readonly ActivitySummary[]> {
    const [{ activities }, { sessions }] = await Promise.all([
      this._api.listActivities(signal),
      this._api.listSessions(signal)
    ]);
    if (!signal.aborted) {
      this._generations.watch(sessions);
    }
    return activities;
  }

  private _setOpening(activityId: string, opening: Opening | null): void {
    const openings = new Map(this._openings);
    if (opening === null) {
      openings.delete(activityId);
    } else {
      openings.set(activityId, opening);
    }
    this._openings = openings;
    this._onChange();
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private _onGenerationEnd(): void {
    void this._activities.refresh();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _health: Resource<Health>;
  private readonly _activities: Resource<readonly ActivitySummary[]>;
  private readonly _generations: Generations;
  private _openings: ReadonlyMap<string, Opening> = new Map();
  private _isDisposed = false;
}
