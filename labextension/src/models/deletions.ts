import type { ActivitySummary } from '../contracts';
import type { IMemory } from './memory';

const DAY_MS = 86_400_000;
const MOST = 100;

interface IDeletion {
  readonly at: number;
  readonly activity: ActivitySummary;
}

/**
 * What was deleted and can come back. It is remembered for a day, so that a page that was loaded
 * again, or another one, offers the way back as well.
 */
export class Deletions {
  constructor(
    private readonly _memory: IMemory = ofPage(),
    private readonly _now: () => number = Date.now
  ) {}

  /** The newest first. */
  get all(): readonly ActivitySummary[] {
    return this._read().map(({ activity }) => activity);
  }

  /** The id of what was deleted last on this page. */
  get newest(): string | null {
    return this._newest;
  }

  /** An activity was deleted. */
  add(activity: ActivitySummary): void {
    this._newest = activity.id;
    const others = this._without([activity.id]);
    this._write([{ at: this._now(), activity }, ...others].slice(0, MOST));
  }

  /** The newest was shown, and is like the others from now on. */
  seen(): void {
    this._newest = null;
  }

  /** Nothing can come back any more. */
  clear(): void {
    this._write([]);
  }

  /** These activities are there. */
  remove(ids: readonly string[]): void {
    const rest = this._without(ids);
    if (rest.length < this._read().length) {
      this._write(rest);
    }
  }

  private _without(ids: readonly string[]): IDeletion[] {
    return this._read().filter(({ activity }) => !ids.includes(activity.id));
  }

  private _read(): IDeletion[] {
    try {
      const read: unknown = JSON.parse(this._memory.get() ?? '[]');
      const known = Array.isArray(read) ? read.filter(isDeletion) : [];
      return known.filter(({ at }) => this._now() - at < DAY_MS);
    } catch {
      return [];
    }
  }

  private _write(deletions: readonly IDeletion[]): void {
    this._memory.set(JSON.stringify(deletions));
  }

  private _newest: string | null = null;
}

/** A memory that lasts as long as the page. */
function ofPage(): IMemory {
  let kept: string | null = null;
  return {
    get: () => kept,
    set: text => {
      kept = text;
    }
  };
}

function isDeletion(value: unknown): value is IDeletion {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    typeof value.at === 'number' &&
    'activity' in value &&
    typeof value.activity === 'object' &&
    value.activity !== null &&
    'id' in value.activity &&
    typeof value.activity.id === 'string' &&
    'title' in value.activity &&
    typeof value.activity.title === 'string'
  );
}
