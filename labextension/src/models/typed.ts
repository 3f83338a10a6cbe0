import type { Problem } from '../contracts';
import type { IOwnStorage } from './ownStorage';
import { type IProblemEntry, problemEntry } from './problemEntry';

/** What an author has typed of a problem. The reference is kept by the page alone. */
export interface ITyped {
  readonly entry: IProblemEntry;
  readonly instruction: string;
  readonly reference: string;
}

/** What is needed of the browser's storage. */
export type ITypedStorage = Pick<
  IOwnStorage,
  'getItem' | 'setItem' | 'removeItem'
>;

interface IKept {
  readonly fields: Partial<IProblemEntry>;
  readonly instruction: string;
}

const PREFIX = 'typed:';

/** Keeps what an author types until it is accepted, so that a reload or a refusal loses nothing. */
export class TypedEntries {
  constructor(
    private readonly _storage: ITypedStorage,
    private readonly _activityId: string
  ) {}

  /** What was typed of a problem last, over what the problem is now. */
  of(problem: Problem): ITyped {
    const { fields, instruction } = this._read(problem.id);
    const reference = this._references.get(problem.id) ?? '';
    const entry = { ...problemEntry(problem), ...fields };
    return { entry, instruction, reference };
  }

  /** Whether anything was typed of a problem that is not what the problem says. */
  has(problem: Problem): boolean {
    const { fields, instruction } = this._read(problem.id);
    return Object.keys(fields).length > 0 || instruction !== '';
  }

  /** Keep what is typed. */
  keep(problem: Problem, { entry, instruction, reference }: ITyped): void {
    this._references.set(problem.id, reference);
    const before = problemEntry(problem);
    const fields = Object.fromEntries(
      Object.entries(entry).filter(
        ([name, value]) =>
          JSON.stringify(value) !==
          JSON.stringify(before[name as keyof IProblemEntry])
      )
    );
    const kept: IKept = { fields, instruction };
    if (Object.keys(fields).length === 0 && instruction === '') {
      this._forget(problem.id);
      return;
    }
    this._storage.setItem(this._key(problem.id), JSON.stringify(kept));
  }

  /** Forget what was typed: it was accepted, or is not wanted. */
  drop(problemId: string): void {
    this._references.delete(problemId);
    this._forget(problemId);
  }

  /** What was typed became the problem: forget that, and keep what was typed for another time. */
  taken(problem: Problem, how: 'by hand' | 'in words'): void {
    const typed = this.of(problem);
    this.keep(
      problem,
      how === 'in words'
        ? { ...typed, instruction: '' }
        : { ...typed, entry: problemEntry(problem), reference: '' }
    );
  }

  private _forget(problemId: string): void {
    this._storage.removeItem(this._key(problemId));
  }

  private _read(problemId: string): IKept {
    const text = this._storage.getItem(this._key(problemId));
    try {
      const read: unknown = JSON.parse(text ?? 'null');
      return isKept(read) ? read : NOTHING;
    } catch {
      return NOTHING;
    }
  }

  private _key(problemId: string): string {
    return `${PREFIX}${this._activityId}:${problemId}`;
  }

  private readonly _references = new Map<string, string>();
}

const NOTHING: IKept = { fields: {}, instruction: '' };

function isKept(value: unknown): value is IKept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'instruction' in value &&
    typeof value.instruction === 'string' &&
    'fields' in value &&
    typeof value.fields === 'object' &&
    value.fields !== null &&
    Object.entries(value.fields).every(([name, field]) =>
      name === 'hints'
        ? Array.isArray(field) && field.every(hint => typeof hint === 'string')
        : typeof field === 'string'
    )
  );
}
