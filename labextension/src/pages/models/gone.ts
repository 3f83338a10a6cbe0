import type { IMemory } from '../../models/memory';

const DAY_MS = 86_400_000;
const MOST = 10;

/** Something that was deleted and can come back. */
export interface IGone {
  readonly id: string;
  readonly name: string;
  /** What it is brought back into. */
  readonly within: string;
}

interface IKept extends IGone {
  readonly at: number;
}

/** What was deleted in this browser. It is remembered for a day, also by a page loaded again. */
export class GoneThings {
  constructor(
    private readonly _memory: IMemory,
    private readonly _now: () => number = Date.now
  ) {}

  /** The newest first. */
  get all(): readonly IGone[] {
    return this._read();
  }

  add(gone: IGone): void {
    const others = this._read().filter(({ id }) => id !== gone.id);
    this._write([{ ...gone, at: this._now() }, ...others].slice(0, MOST));
  }

  /** It is there again. */
  remove(id: string): void {
    this._write(this._read().filter(each => each.id !== id));
  }

  private _read(): IKept[] {
    try {
      const read: unknown = JSON.parse(this._memory.get() ?? '[]');
      const known = Array.isArray(read) ? read.filter(isKept) : [];
      return known.filter(({ at }) => this._now() - at < DAY_MS);
    } catch {
      return [];
    }
  }

  private _write(kept: readonly IKept[]): void {
    this._memory.set(JSON.stringify(kept));
  }
}

function isKept(value: unknown): value is IKept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    typeof value.at === 'number' &&
    (['id', 'name', 'within'] as const).every(
      field =>
        field in value &&
        typeof (value as Record<string, unknown>)[field] === 'string'
    )
  );
}
