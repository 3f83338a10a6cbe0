import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type {
  Document,
  DocumentList,
  Passage,
  PassageList
} from '../contracts';
import { type ILoadable, Resource } from './resource';

/** What is done with the documents of an activity. */
export interface IMaterials {
  list(activityId: string, signal: AbortSignal): Promise<DocumentList>;
  upload(activityId: string, name: string, content: Blob): Promise<Document>;
  delete(documentId: string): Promise<void>;
  search(activityId: string, words: string): Promise<PassageList>;
}

/** The documents of one activity and what was found in them. No method rejects. */
export class MaterialsModel implements IDisposable {
  constructor(
    private readonly _api: IMaterials,
    private readonly _activityId: string
  ) {
    this._list = new Resource(async signal => {
      const { documents } = await _api.list(_activityId, signal);
      return documents;
    });
    this._list.changed.connect(this._onChange, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get list(): ILoadable<readonly Document[]> {
    return this._list.state;
  }

  /** What a search found; null before the first one. */
  get found(): readonly Passage[] | null {
    return this._found;
  }

  /** Whether something is uploaded, deleted or searched now. */
  get isBusy(): boolean {
    return this._isBusy;
  }

  /** What went wrong last. */
  get failure(): Error | null {
    return this._failure;
  }

  get isDisposed(): boolean {
    return this._list.isDisposed;
  }

  async refresh(): Promise<void> {
    await this._list.refresh();
  }

  /** Add files, one after another; the first one that is refused ends it. */
  async upload(files: readonly File[]): Promise<void> {
    await this._run(async () => {
      for (const file of files) {
        await this._api.upload(this._activityId, file.name, file);
      }
    });
    await this.refresh();
  }

  async delete(document: Document): Promise<void> {
    await this._run(() => this._api.delete(document.id));
    await this.refresh();
  }

  async search(words: string): Promise<void> {
    await this._run(async () => {
      const { passages } = await this._api.search(this._activityId, words);
      this._found = passages;
    });
  }

  dispose(): void {
    this._list.dispose();
    Signal.clearData(this);
  }

  private async _run(work: () => Promise<void>): Promise<void> {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._failure = null;
    this._onChange();
    try {
      await work();
    } catch (error) {
      this._failure = error instanceof Error ? error : new Error(String(error));
    }
    this._isBusy = false;
    this._onChange();
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _list: Resource<readonly Document[]>;
  private _found: readonly Passage[] | null = null;
  private _isBusy = false;
  private _failure: Error | null = null;
}
