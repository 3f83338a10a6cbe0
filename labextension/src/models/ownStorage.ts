import { type ISignal, Signal } from '@lumino/signaling';

/** What pages keep in a browser. Nothing of it throws. */
export interface IOwnStorage {
  /** Everything was forgotten. */
  readonly cleared: ISignal<IOwnStorage, void>;
  getItem(key: string): string | null;
  /** `spare` names what may go when there is no room left, the first of it first. */
  setItem(key: string, value: string, spare?: () => Iterable<string>): void;
  removeItem(key: string): void;
  keys(): string[];
  /** Forget everything. */
  clear(): void;
}

/** Keeps nothing. */
export const NO_STORAGE: IOwnStorage = {
  cleared: { connect: () => false, disconnect: () => false },
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
  keys: () => [],
  clear: () => undefined
};

/**
 * The part of the browser's storage that is ours for one scope, as the address of a server: each
 * user of a hub has another one. Who shares a browser and a server shares this as well. Where the
 * browser forbids storage, or has no room left, things are kept as long as the page.
 */
export class OwnStorage implements IOwnStorage {
  constructor(
    scope: string,
    private readonly _browser: () => Storage
  ) {
    this._prefix = `${scope}:`;
  }

  get cleared(): ISignal<this, void> {
    return this._cleared;
  }

  getItem(key: string): string | null {
    return (
      this._page.get(key) ??
      this._try(storage => storage.getItem(this._prefix + key), null)
    );
  }

  setItem(
    key: string,
    value: string,
    spare: () => Iterable<string> = () => []
  ): void {
    if (this._write(key, value) || this._writeInstead(key, value, spare)) {
      this._page.delete(key);
    } else {
      this._page.set(key, value);
    }
  }

  removeItem(key: string): void {
    this._page.delete(key);
    this._try(storage => {
      storage.removeItem(this._prefix + key);
    }, undefined);
  }

  keys(): string[] {
    const inBrowser = this._try(
      storage =>
        Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? '')
          .filter(key => key.startsWith(this._prefix))
          .map(key => key.slice(this._prefix.length)),
      []
    );
    return [...new Set([...inBrowser, ...this._page.keys()])];
  }

  clear(): void {
    for (const key of this.keys()) {
      this.removeItem(key);
    }
    this._cleared.emit();
  }

  private _write(key: string, value: string): boolean {
    return this._try(storage => {
      storage.setItem(this._prefix + key, value);
      return true;
    }, false);
  }

  /** Write in the place of what may go. If even that is too little, all but an older value stays. */
  private _writeInstead(
    key: string,
    value: string,
    spare: () => Iterable<string>
  ): boolean {
    const read = (name: string): string | null =>
      this._try(storage => storage.getItem(this._prefix + name), null);
    const remove = (name: string): void => {
      this._try(storage => {
        storage.removeItem(this._prefix + name);
      }, undefined);
    };
    const gone = new Map<string, string>();
    remove(key);
    for (const name of spare()) {
      const before = name === key ? null : read(name);
      if (before !== null) {
        gone.set(name, before);
        remove(name);
        if (this._write(key, value)) {
          return true;
        }
      }
    }
    gone.forEach((before, name) => this._write(name, before));
    return false;
  }

  private _try<T>(work: (storage: Storage) => T, otherwise: T): T {
    try {
      return work(this._browser());
    } catch {
      return otherwise;
    }
  }

  private readonly _cleared = new Signal<this, void>(this);
  private readonly _prefix: string;
  private readonly _page = new Map<string, string>();
}
