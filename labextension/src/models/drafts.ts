/** Code that was typed and not known to be saved. */
export interface IDraft {
  readonly code: string;
  /** Milliseconds of the clock. */
  readonly at: number;
}

/** What a page needs of the browser's storage. */
export type IStorage = Pick<
  Storage,
  'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'
>;

const PREFIX = 'jupyter-codemm:draft:';
const MOST = 200;

/**
 * Keeps what is typed until its notebook is saved, so that a stopped server, a read-only file or a
 * closed page loses nothing. Every page writes its own; none overwrites another's.
 */
export class Drafts {
  constructor(
    private readonly _storage: IStorage,
    private readonly _page: string,
    private readonly _now: () => number = Date.now
  ) {}

  /** Keep the latest code of an answer. A storage that is full or forbidden keeps nothing. */
  keep(path: string, problemId: string, code: string): void {
    const draft: IDraft = { code, at: this._now() };
    try {
      this._makeRoom();
      this._storage.setItem(
        this._key(path, problemId, this._page),
        JSON.stringify(draft)
      );
    } catch {
      // The notebook itself is saved all the same.
    }
  }

  /** The notebook was saved: forget what this page kept of it. */
  saved(path: string): void {
    const start = this._key(path, '', '').slice(0, -1);
    this._remove(
      key => key.startsWith(start) && key.endsWith(`:${this._page}`)
    );
  }

  /** The notebook has another name: what any page kept of it goes with it. */
  moved(from: string, to: string): void {
    const start = this._key(from, '', '').slice(0, -1);
    const target = this._key(to, '', '').slice(0, -1);
    for (const key of this._keys().filter(each => each.startsWith(start))) {
      const kept = this._storage.getItem(key);
      this._storage.removeItem(key);
      try {
        // What was removed leaves room for it, unless the new name is longer.
        this._storage.setItem(target + key.slice(start.length), kept ?? '');
      } catch {
        // The notebook itself is saved all the same.
      }
    }
  }

  /** What other pages, or this one before it was reloaded, left unsaved of an answer, newest first. */
  left(path: string, problemId: string): IDraft[] {
    const start = this._key(path, problemId, '');
    return this._keys()
      .filter(key => key.startsWith(start) && !key.endsWith(`:${this._page}`))
      .flatMap(key => this._read(key))
      .sort((a, b) => b.at - a.at);
  }

  /** Forget what others left of an answer: it was looked at. */
  drop(path: string, problemId: string): void {
    const start = this._key(path, problemId, '');
    this._remove(key => key.startsWith(start));
  }

  private _key(path: string, problemId: string, page: string): string {
    return `${PREFIX}${encodeURIComponent(path)}:${problemId}:${page}`;
  }

  private _keys(): string[] {
    const all = Array.from({ length: this._storage.length }, (_, n) =>
      this._storage.key(n)
    );
    return all.filter(key => key?.startsWith(PREFIX)).map(key => key ?? '');
  }

  private _read(key: string): IDraft[] {
    try {
      const read: unknown = JSON.parse(this._storage.getItem(key) ?? '');
      return isDraft(read) ? [read] : [];
    } catch {
      return [];
    }
  }

  private _remove(chosen: (key: string) => boolean): void {
    for (const key of this._keys().filter(chosen)) {
      this._storage.removeItem(key);
    }
  }

  private _makeRoom(): void {
    const keys = this._keys();
    if (keys.length < MOST) {
      return;
    }
    const dated = keys.map(key => ({ key, at: this._read(key)[0]?.at ?? 0 }));
    dated.sort((a, b) => a.at - b.at);
    for (const { key } of dated.slice(0, keys.length - MOST + 1)) {
      this._storage.removeItem(key);
    }
  }
}

function isDraft(value: unknown): value is IDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'at' in value &&
    typeof value.at === 'number'
  );
}
