import { type ISignal, Signal } from '@lumino/signaling';

/** What is done with something now, or what went wrong with it. */
export type Doing<T extends string> = T | Error;

/** What is done with each of many things, by their ids; with each one thing at a time. */
export class Errands<T extends string> {
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Nothing for an id with which nothing is done. */
  get all(): ReadonlyMap<string, Doing<T>> {
    return this._all;
  }

  /** Do something, unless something else is done already. Never rejects: a failure is kept. */
  async run(id: string, errand: T, work: () => Promise<void>): Promise<void> {
    const current = this._all.get(id);
    if (current !== undefined && !(current instanceof Error)) {
      return;
    }
    this._set(id, errand);
    try {
      await work();
      this._set(id, null);
    } catch (error) {
      this._set(id, error instanceof Error ? error : new Error(String(error)));
    }
  }

  private _set(id: string, errand: Doing<T> | null): void {
    const all = new Map(this._all);
    if (errand === null) {
      all.delete(id);
    } else {
      all.set(id, errand);
    }
    this._all = all;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _all: ReadonlyMap<string, Doing<T>> = new Map();
}
