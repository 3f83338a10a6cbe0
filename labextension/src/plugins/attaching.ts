import type { IDisposable } from '@lumino/disposable';

/** What something is attached to, which may be closed before that is done. */
interface IPlace {
  readonly isDisposed: boolean;
}

/** Gives places what has to be fetched first, and lets that be tried again when it fails. */
export class Attaching<P extends IPlace, T extends IDisposable> {
  /** `failed` is told why there is nothing, and is given a way to try again. */
  constructor(
    private readonly _make: (place: P) => Promise<T | null>,
    private readonly _failed: (reason: unknown, again: () => void) => void
  ) {}

  /** What a place was given; null as long as there is nothing. */
  of(place: P): T | null {
    return this._made.get(place) ?? null;
  }

  /** Never rejects. */
  async attach(place: P): Promise<void> {
    try {
      const made = await this._make(place);
      if (made) {
        this._made.set(place, made);
      }
    } catch (reason) {
      // What was closed meanwhile needs nothing.
      if (!place.isDisposed) {
        this._failed(reason, () => {
          void this.attach(place);
        });
      }
    }
  }

  private readonly _made = new WeakMap<P, T>();
}
