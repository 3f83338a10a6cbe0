/**
 * Notices that a notebook was read from its file anew, as when somebody reverts it: every cell of
 * it is another one then, and in the same breath nothing of it is unsaved. Cells that somebody
 * converts, merges or brings back are unsaved.
 */
export class Reading {
  /** The cells are these by now. */
  changed(cells: Iterable<object>): void {
    const now = new Set(cells);
    const areOthers =
      this._last.size > 0 && [...now].every(cell => !this._last.has(cell));
    this._last = now;
    if (areOthers) {
      this._areOthers = true;
      queueMicrotask(() => {
        this._areOthers = false;
      });
    }
  }

  /** Nothing is unsaved any more: return whether that is because the file was read anew. */
  isAnew(): boolean {
    const isAnew = this._areOthers;
    this._areOthers = false;
    return isAnew;
  }

  private _last: ReadonlySet<object> = new Set();
  private _areOthers = false;
}
