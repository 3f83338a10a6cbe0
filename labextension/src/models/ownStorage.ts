/** What pages keep in a browser. Nothing of it throws. */
export interface IOwnStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): string[];
  /** Forget everything. */
  clear(): void;
}

/** Keeps nothing. */
export const NO_STORAGE: IOwnStorage = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
  keys: () => [],
  clear: () => undefined
};

/**
 * The part of the browser's storage that is ours, for one user of one server: who shares a browser
 * or a hub with somebody sees nothing of theirs. Where the browser forbids storage, or has no room
 * left, things are kept as long as the page.
 */
export class OwnStorage implements IOwnStorage {
  constructor(
    scope: string,
    private readonly _browser: () => Storage
  ) {
    this._prefix = `${scope}:`;
  }

  getItem(key: string): string | null {
    return (
      this._page.get(key) ??
      this._try(storage => storage.getItem(this._prefix + key), null)
    );
  }

  setItem(key: string, value: string): void {
    const isKept = this._try(storage => {
      storage.setItem(this._prefix + key, value);
      return true;
    }, false);
    if (isKept) {
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
  }

  private _try<T>(work: (storage: Storage) => T, otherwise: T): T {
    try {
      return work(this._browser());
    } catch {
      return otherwise;
    }
  }

  private readonly _prefix: string;
  private readonly _page = new Map<string, string>();
}
