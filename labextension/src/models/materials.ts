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

/** What is done with documents now. */
export type Doing =
  | {
      readonly kind: 'upload';
      readonly name: string;
      /** Which of the files it is, from 1, and how many there are. */
      readonly nth: number;
      readonly total: number;
    }
  | { readonly kind: 'delete' }
  | { readonly kind: 'search' };

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

  /** What is uploaded, deleted or searched now; null while nothing is. */
  get doing(): Doing | null {
    return this._doing;
  }

  get isBusy(): boolean {
    return this._doing !== null;
  }

  /** How many files the last upload added; 0 when something else was done since. */
  get added(): number {
    return this._added;
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
    const [first] = files;
    if (!first) {
      return;
    }
    const doing = { kind: 'upload', total: files.length } as const;
    await this._run({ ...doing, name: first.name, nth: 1 }, async () => {
      for (const [index, file] of files.entries()) {
        this._doing = { ...doing, name: file.name, nth: index + 1 };
        this._onChange();
        await this._api.upload(this._activityId, file.name, file);
        this._added = index + 1;
      }
    });
    await this.refresh();
  }

  async delete(document: Document): Promise<void> {
    await this._run({ kind: 'delete' }, () => this._api.delete(document.id));
    await this.refresh();
  }

  async search(words: string): Promise<void> {
    await this._run({ kind: 'search' }, async () => {
      const { passages } = await this._api.search(this._activityId, words);
      this._found = passages;
    });
  }

  dispose(): void {
    this._list.dispose();
    Signal.clearData(this);
  }

  private async _run(doing: Doing, work: () => Promise<void>): Promise<void> {
    if (this.isBusy) {
      return;
    }
    this._doing = doing;
    this._added = 0;
    this._failure = null;
    this._onChange();
    try {
      await work();
    } catch (error) {
      this._failure = error instanceof Error ? error : new Error(String(error));
    }
    this._doing = null;
    this._onChange();
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _list: Resource<readonly Document[]>;
  private _found: readonly Passage[] | null = null;
  private _doing: Doing | null = null;
  private _added = 0;
  private _failure: Error | null = null;
}
