import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import { type Doing, Errands } from '../../models/errands';
import { type ILoadable, Resource } from '../../models/resource';

/** Something that is shown, and the things that are done with parts of it. No method rejects. */
export abstract class PageModel<T, E extends string> implements IDisposable {
  constructor(fetch: (signal: AbortSignal) => Promise<T>) {
    this._shown = new Resource(fetch);
    this._shown.changed.connect(this.announce, this);
    this._errands.changed.connect(this.announce, this);
    void this._shown.refresh();
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get shown(): ILoadable<T> {
    return this._shown.state;
  }

  /** What is done with each part, by its id, or why it was not. */
  get errands(): ReadonlyMap<string, Doing<E>> {
    return this._errands.all;
  }

  get isDisposed(): boolean {
    return this._shown.isDisposed;
  }

  /** Ask the service anew. */
  async refresh(): Promise<void> {
    await this._shown.refresh();
  }

  dispose(): void {
    this._shown.dispose();
    Signal.clearData(this);
  }

  /** Do one thing with a part; returns whether it went well, and why not is at the part. */
  protected async run(
    id: string,
    errand: E,
    work: () => Promise<void>
  ): Promise<boolean> {
    let isDone = false;
    await this._errands.run(id, errand, async () => {
      await work();
      isDone = true;
    });
    return isDone;
  }

  protected put(value: T): void {
    this._shown.put(value);
  }

  protected announce(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _shown: Resource<T>;
  private readonly _errands = new Errands<E>();
}
