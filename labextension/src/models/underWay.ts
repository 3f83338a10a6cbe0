/** What is waited for, so that of many who could wait for the same thing only one does. */
export class UnderWay {
  /** Wait for something, unless somebody waits for it already. Rejects as `wait` does. */
  async first(id: string, wait: () => Promise<void>): Promise<void> {
    if (this._ids.has(id)) {
      return;
    }
    this._ids.add(id);
    try {
      await wait();
    } finally {
      this._ids.delete(id);
    }
  }

  private readonly _ids = new Set<string>();
}
