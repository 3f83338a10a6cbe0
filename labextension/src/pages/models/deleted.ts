import type { DeletedChallenge, DeletedClass } from '../../contracts';
import { PageModel } from './base';

export type Deleted = DeletedChallenge | DeletedClass;

/** What was done last: something is gone, or there again. */
export interface ILastDone {
  readonly what: 'deleted' | 'restored';
  readonly id: string;
  readonly name: string;
}

/** What was deleted, by whomever, the last first; and the way back. */
export class DeletedModel<T extends Deleted> extends PageModel<
  readonly T[],
  'restoring'
> {
  constructor(
    fetch: (signal: AbortSignal) => Promise<readonly T[]>,
    private readonly _bringBack: (gone: T) => Promise<void>
  ) {
    super(fetch);
  }

  /** What this page did last; null when there is nothing, or when somebody brought it back. */
  get last(): ILastDone | null {
    const last = this._last;
    const isBack =
      last?.what === 'deleted' &&
      this.shown.value?.every(({ id }) => id !== last.id);
    return isBack ? null : last;
  }

  /** Show what this page has just deleted among the others. */
  async add(id: string, name: string): Promise<void> {
    await this.refresh();
    this._done({ what: 'deleted', id, name });
  }

  /** Bring something back. What is shown follows, also when somebody else was faster. */
  async restore(gone: T): Promise<void> {
    const { id } = gone;
    const isBack = await this.run(id, 'restoring', async () => {
      try {
        await this._bringBack(gone);
      } finally {
        await this.refresh();
      }
    });
    if (isBack) {
      this._done({ what: 'restored', id, name: nameOf(gone) });
    }
  }

  private _done(last: ILastDone): void {
    this._last = last;
    this.announce();
  }

  private _last: ILastDone | null = null;
}

export function nameOf(gone: Deleted): string {
  return 'title' in gone ? gone.title : gone.name;
}
