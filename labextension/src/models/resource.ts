import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

/** Something that is fetched: what is known now, whether more is on the way, what went wrong. */
export interface ILoadable<T> {
  readonly value: T | null;
  readonly loading: boolean;
  readonly error: Error | null;
}

/** Fetches a value again and again; the newest call wins and an old value stays visible meanwhile. */
export class Resource<T> implements IDisposable {
  constructor(private readonly _fetch: (signal: AbortSignal) => Promise<T>) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get state(): ILoadable<T> {
    return this._state;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Fetch. Never rejects: a failure becomes `state.error`. */
  async refresh(): Promise<void> {
    if (this._isDisposed) {
      return;
    }
    this._pending?.abort();
    const call = new AbortController();
    this._pending = call;
    this._set({ ...this._state, loading: true, error: null });
    const settled = await settle(this._fetch(call.signal));
    if (!call.signal.aborted) {
      this._set({ value: this._state.value, ...settled, loading: false });
    }
  }

  /** Take a value that came another way; what is being fetched is older. */
  put(value: T): void {
    this._pending?.abort();
    this._set({ value, loading: false, error: null });
  }

  dispose(): void {
    this._isDisposed = true;
    this._pending?.abort();
    Signal.clearData(this);
  }

  private _set(state: ILoadable<T>): void {
    this._state = state;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _state: ILoadable<T> = { value: null, loading: false, error: null };
  private _pending: AbortController | null = null;
  private _isDisposed = false;
}

async function settle<T>(
  promise: Promise<T>
): Promise<{ value: T; error: null } | { error: Error }> {
  try {
    return { value: await promise, error: null };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}
