import type { ISignal } from '@lumino/signaling';

import type { IOwnStorage } from './ownStorage';

/** Where in a notebook something was typed: a file of an answer (null: its entry file), in a cell. */
export interface IDraftPlace {
  readonly problemId: string;
  readonly file: string | null;
  readonly cellId: string;
}

/** Code that was typed and not known to be saved. */
export interface IDraft extends IDraftPlace {
  readonly code: string;
  /** Milliseconds of the clock. */
  readonly at: number;
}

interface IKey extends IDraftPlace {
  readonly path: string;
  readonly page: string;
}

const PREFIX = 'draft:';
const MOST = 500;

/**
 * Keeps what is typed until its notebook is saved, so that a stopped server, a read-only file or a
 * closed page loses nothing. Each cell has its own, and so has every opening of a notebook: none
 * overwrites another's.
 */
export class Drafts {
  constructor(
    private readonly _storage: IOwnStorage,
    private readonly _newPage: () => string,
    private readonly _now: () => number = Date.now
  ) {
    this._page = _newPage();
  }

  /** Everything that was kept is forgotten: somebody erased it. */
  get erased(): ISignal<unknown, void> {
    return this._storage.cleared;
  }

  /** Do several things of one moment: what is kept is looked through once for all of them. */
  atOnce(work: () => void): void {
    if (this._known) {
      work();
      return;
    }
    this._known = this._look();
    try {
      work();
    } finally {
      this._known = null;
    }
  }

  /** Keep the latest code in a place. */
  keep(path: string, place: IDraftPlace, code: string): void {
    this._write({ ...place, path, page: this._page }, code, this._now());
  }

  /** What is kept of a place is what the notebook holds. */
  forget(path: string, place: IDraftPlace): void {
    this._remove({ ...place, path, page: this._page });
  }

  /** The notebook was saved: forget what was kept of it since it was opened. */
  saved(path: string): void {
    for (const key of this._keys()) {
      if (key.path === path && key.page === this._page) {
        this._remove(key);
      }
    }
  }

  /** The file was read anew over what is kept: that is left behind, like what other pages left. */
  startAnew(): void {
    this._page = this._newPage();
  }

  /** A file or a folder has another name: what any page kept of what is there goes with it. */
  moved(from: string, to: string): void {
    for (const key of this._keys()) {
      const isThis = key.path === from;
      if (isThis || key.path.startsWith(`${from}/`)) {
        const path = to + key.path.slice(from.length);
        for (const { code, at } of this._read(key)) {
          this._write({ ...key, path }, code, at);
        }
        this._remove(key);
      }
    }
  }

  /** What others, or this page before it was loaded, left unsaved of an answer, newest first. */
  left(path: string, problemId: string): IDraft[] {
    return this._keys()
      .filter(
        key =>
          key.path === path &&
          key.problemId === problemId &&
          key.page !== this._page
      )
      .flatMap(key => this._read(key))
      .sort((a, b) => b.at - a.at);
  }

  /** Forget what others left of a place, as far as it is this code: it was looked at. */
  drop(path: string, draft: IDraft): void {
    const isMeant = (key: IKey): boolean =>
      key.path === path &&
      key.problemId === draft.problemId &&
      key.file === draft.file &&
      key.cellId === draft.cellId &&
      key.page !== this._page;
    for (const key of this._keys().filter(isMeant)) {
      if (this._read(key).every(({ code }) => code === draft.code)) {
        this._remove(key);
      }
    }
  }

  /** Leave behind what was typed, as another page left it. */
  leave(path: string, draft: IDraft): void {
    const { problemId, file, cellId, code, at } = draft;
    const page = this._newPage();
    this._write({ path, problemId, file, cellId, page }, code, at);
  }

  /** Forget what this page kept of a cell in other places, as far as it is this code. */
  dropElsewhere(path: string, place: IDraftPlace, code: string): void {
    const isMeant = (key: IKey): boolean =>
      key.path === path &&
      key.cellId === place.cellId &&
      key.page === this._page &&
      (key.problemId !== place.problemId || key.file !== place.file);
    for (const key of this._keys().filter(isMeant)) {
      if (this._read(key).every(kept => kept.code === code)) {
        this._remove(key);
      }
    }
  }

  private _write(key: IKey, code: string, at: number): void {
    const text = textOf(key);
    if (this._storage.getItem(text) === null) {
      this._makeRoom();
    }
    this._storage.setItem(text, JSON.stringify({ code, at }), () =>
      this._oldest().map(textOf)
    );
    this._known?.set(text, key);
  }

  private _remove(key: IKey): void {
    const text = textOf(key);
    this._storage.removeItem(text);
    this._known?.delete(text);
  }

  private _keys(): IKey[] {
    return [...(this._known ?? this._look()).values()];
  }

  private _look(): Map<string, IKey> {
    const found = new Map<string, IKey>();
    for (const text of this._storage.keys()) {
      const key = keyOf(text);
      if (key) {
        found.set(text, key);
      }
    }
    return found;
  }

  private _oldest(): IKey[] {
    return this._keys()
      .map(key => ({ key, at: this._read(key)[0]?.at ?? 0 }))
      .sort((a, b) => a.at - b.at)
      .map(({ key }) => key);
  }

  private _read(key: IKey): IDraft[] {
    try {
      const text = this._storage.getItem(textOf(key));
      const read: unknown = JSON.parse(text ?? '');
      const { problemId, file, cellId } = key;
      return isKept(read)
        ? [{ problemId, file, cellId, code: read.code, at: read.at }]
        : [];
    } catch {
      return [];
    }
  }

  private _makeRoom(): void {
    const tooMany = (this._known ?? this._look()).size - MOST + 1;
    if (tooMany > 0) {
      for (const key of this._oldest().slice(0, tooMany)) {
        this._remove(key);
      }
    }
  }

  /** What is kept, as it is during one moment. */
  private _known: Map<string, IKey> | null = null;
  private _page: string;
}

function textOf({ path, problemId, file, cellId, page }: IKey): string {
  const parts = [path, problemId, file ?? '', cellId, page];
  return PREFIX + parts.map(encoded).join(':');
}

function keyOf(text: string): IKey | null {
  const parts = text.startsWith(PREFIX)
    ? text.slice(PREFIX.length).split(':').map(decoded)
    : [];
  const [path, problemId, file, cellId, page] = parts;
  return parts.length === 5
    ? {
        path: path ?? '',
        problemId: problemId ?? '',
        file: file === '' ? null : (file ?? null),
        cellId: cellId ?? '',
        page: page ?? ''
      }
    : null;
}

/** Half a character, which notebooks may hold, cannot be encoded. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isKept(value: unknown): value is { code: string; at: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'at' in value &&
    typeof value.at === 'number'
  );
}
