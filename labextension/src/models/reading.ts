/**
 * Notices that a notebook was read from its file anew, as when somebody reverts it: every cell of
 * it is another one then.
 */
export class Reading {
  /** Whether none of the cells is one of the last time. */
  isAnew(cells: Iterable<object>): boolean {
    const now = new Set(cells);
    const isAnew =
      this._last.size > 0 && [...now].every(cell => !this._last.has(cell));
    this._last = now;
    return isAnew;
  }

  private _last: ReadonlySet<object> = new Set();
}
