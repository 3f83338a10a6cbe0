import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { IApi } from '../api';
import type { Activity, ActivitySummary } from '../contracts';
import { Deletions } from './deletions';
import { type Doing, Errands } from './errands';
import { MaterialsModel } from './materials';
import { type ILoadable, Resource } from './resource';

/** What the panel asks of the application around it. Paths are relative to the server's root. */
export interface INotebooks {
  /** Whether the file is still there. */
  exists(path: string): Promise<boolean>;
  /** Show it to the user. */
  open(path: string): Promise<void>;
}

/** What is done with an activity now, or what went wrong with it. */
export type Errand = Doing<Deed>;

type Deed = 'opening' | 'publishing' | 'deleting';

/** The user's activities and what is done with them. No method rejects. */
export class ActivitiesModel implements IDisposable {
  constructor(
    private readonly _api: IApi,
    private readonly _notebooks: INotebooks,
    private readonly _folder: () => string = () => '',
    private readonly _deletions: Deletions = new Deletions()
  ) {
    this._list = new Resource(async signal => {
      const { activities } = await _api.listActivities(signal);
      this._deletions.remove(activities.map(({ id }) => id));
      return activities;
    });
    this._list.changed.connect(this._onChange, this);
    this._errands.changed.connect(this._onChange, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Something was changed that other pages show, too. */
  get acted(): ISignal<this, void> {
    return this._acted;
  }

  get list(): ILoadable<readonly ActivitySummary[]> {
    return this._list.state;
  }

  /** Per activity id; nothing for an activity with which nothing is done. */
  get errands(): ReadonlyMap<string, Errand> {
    return this._errands.all;
  }

  /** What was deleted and can come back. */
  get deleted(): readonly ActivitySummary[] {
    return this._deletions.all;
  }

  /** The id of what was deleted last on this page. */
  get justDeleted(): string | null {
    return this._deletions.newest;
  }

  /** What was deleted last was shown. */
  sawDeleted(): void {
    this._deletions.seen();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** The notebook of the activity with this id was opened. */
  get opened(): ISignal<this, string> {
    return this._opened;
  }

  /** What was proven of an activity, once `loadProof` was called. */
  proofOf(activityId: string): ILoadable<Activity> | null {
    return this._proofs.get(activityId)?.state ?? null;
  }

  /** The documents of an activity. */
  materialsOf(activityId: string): MaterialsModel {
    const known = this._materials.get(activityId);
    if (known) {
      return known;
    }
    const made = new MaterialsModel(this._api.materials, activityId);
    made.changed.connect(this._onChange, this);
    this._materials.set(activityId, made);
    return made;
  }

  /** Fetch what was proven of an activity. */
  async loadProof(activityId: string): Promise<void> {
    await (
      this._proofs.get(activityId) ?? this._newProof(activityId)
    ).refresh();
  }

  /** Ask the server for the activities. */
  async refresh(): Promise<void> {
    await this._list.refresh();
  }

  /** Open the notebook of an activity, written first when it is not there. */
  async openNotebook(
    activity: Pick<ActivitySummary, 'id' | 'notebook'>
  ): Promise<void> {
    await this._errands.run(activity.id, 'opening', async () => {
      await this._notebooks.open(await this._notebookOf(activity));
      this._opened.emit(activity.id);
    });
  }

  /** Open the notebook of the activity with an id. */
  async openById(id: string): Promise<void> {
    if (!this._find(id)) {
      await this.refresh();
    }
    await this.openNotebook(this._find(id) ?? { id, notebook: null });
  }

  /** Publish an activity. */
  async publish({ id }: Pick<ActivitySummary, 'id'>): Promise<void> {
    await this._change(id, 'publishing', async () => {
      await this._api.publishActivity(id);
    });
  }

  /** Delete an activity; `restore` undoes it. */
  async delete(activity: ActivitySummary): Promise<void> {
    await this._change(activity.id, 'deleting', async () => {
      await this._api.deleteActivity(activity.id);
      this._deletions.add(activity);
    });
  }

  /** Bring back what was deleted. */
  async restore({ id }: Pick<ActivitySummary, 'id'>): Promise<void> {
    await this._change(id, 'deleting', async () => {
      await this._api.restoreActivity(id);
      this._deletions.remove([id]);
    });
  }

  /** Everything was erased: nothing that was deleted can come back. */
  forgetDeleted(): void {
    this._deletions.clear();
  }

  dispose(): void {
    this._isDisposed = true;
    this._list.dispose();
    this._proofs.forEach(proof => {
      proof.dispose();
    });
    this._materials.forEach(each => {
      each.dispose();
    });
    Signal.clearData(this);
  }

  private _newProof(activityId: string): Resource<Activity> {
    const proof = new Resource(signal =>
      this._api.getActivity(activityId, signal)
    );
    proof.changed.connect(this._onChange, this);
    this._proofs.set(activityId, proof);
    return proof;
  }

  private _find(id: string): ActivitySummary | undefined {
    return this.list.value?.find(each => each.id === id);
  }

  private async _change(
    activityId: string,
    errand: Deed,
    work: () => Promise<void>
  ): Promise<void> {
    await this._errands.run(activityId, errand, async () => {
      await work();
      this._acted.emit();
      await this.refresh();
    });
  }

  private async _notebookOf({
    id,
    notebook
  }: Pick<ActivitySummary, 'id' | 'notebook'>): Promise<string> {
    // The user may have moved or deleted the file since it was written.
    if (notebook !== null && (await this._notebooks.exists(notebook))) {
      return notebook;
    }
    const directory = this._folder();
    const { path } = await this._api.emitNotebook(id, { directory });
    void this.refresh();
    return path;
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _acted = new Signal<this, void>(this);
  private readonly _opened = new Signal<this, string>(this);
  private readonly _list: Resource<readonly ActivitySummary[]>;
  private readonly _proofs = new Map<string, Resource<Activity>>();
  private readonly _materials = new Map<string, MaterialsModel>();
  private readonly _errands = new Errands<Deed>();
  private _isDisposed = false;
}
