/** What is replaced at once: the answer to a problem, or the file of one cell alone. */
export type Target = 'answer' | 'file';

interface IText {
  readonly target: Target;
  readonly text: string;
}

/** The ways back from replacing code. What somebody typed is never thrown away on any of them. */
export class Replacements {
  get isAny(): boolean {
    return this._before.length > 0;
  }

  /** `now` took the place of `before`; `isKnown`: it can be had again from somewhere else. */
  replaced(
    target: Target,
    before: string,
    now: string,
    { isKnown }: { isKnown: boolean }
  ): void {
    const isTyped = this._put?.target !== target || this._put.text !== before;
    if (isTyped) {
      this._before.push({ target, text: before });
    }
    this._put = isKnown ? { target, text: now } : null;
  }

  /** What is to be put back, which `replaced` is then told of; null when there is nothing. */
  takeBack(): IText | null {
    return this._before.pop() ?? null;
  }

  /** It could not be put back. */
  keep(text: IText): void {
    this._before.push(text);
  }

  private readonly _before: IText[] = [];
  /** What the last replacement put there, when nobody typed that. */
  private _put: IText | null = null;
}
