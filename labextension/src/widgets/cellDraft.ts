import type { IDisposable } from '@lumino/disposable';

import { codeOf, type IAnswer } from '../models/answers';
import type { IDraft, IDraftPlace } from '../models/drafts';
import type { IAnswerHost } from './answerHost';

const KEEP_AFTER_MS = 400;
const KEEP_AT_LATEST_MS = 2000;

/** The code of one cell as the browser keeps it until the notebook is saved. */
export class CellDraft implements IDisposable {
  /** `text` is the code in the cell, null when it has none any more or is another place by now. */
  constructor(
    private readonly _place: IDraftPlace,
    private readonly _host: Pick<IAnswerHost, 'drafts' | 'path' | 'hasUnsaved'>,
    private readonly _text: () => string | null,
    isHome: (draft: IDraft) => boolean
  ) {
    this._saved = _host.hasUnsaved ? null : _text();
    this._left = this._find(isHome);
    if (_host.hasUnsaved) {
      this.keep();
      this._leave();
    }
  }

  /** The newest of what was left behind and the notebook does not hold. */
  get left(): IDraft | null {
    return this._left[0] ?? null;
  }

  /** Whether something was forgotten that can come back. */
  get isAnyForgotten(): boolean {
    return this._forgotten.length > 0;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Keep the code unless it is what was saved. */
  keep(): void {
    const text = this._text() ?? this._typed;
    clearTimeout(this._timer);
    this._typed = null;
    if (text === null) {
      return;
    }
    const { drafts, path } = this._host;
    if (text === this._saved) {
      drafts.forget(path, this._place);
    } else {
      drafts.keep(path, this._place, text);
    }
  }

  /** Keep the code when nothing is typed for a moment, or somebody types for long. */
  keepSoon(): void {
    const now = Date.now();
    if (this._typed === null) {
      this._since = now;
    }
    this._typed = this._text() ?? this._typed;
    const rest = Math.max(0, this._since + KEEP_AT_LATEST_MS - now);
    clearTimeout(this._timer);
    this._timer = setTimeout(
      () => {
        this.keep();
      },
      Math.min(KEEP_AFTER_MS, rest)
    );
  }

  /** The notebook is being saved as it is now, which may fail. */
  sending(): void {
    this._sent = this._text();
    this.keep();
  }

  /** What was sent last is saved; what was typed meanwhile is not. */
  saved(): void {
    this._saved = this._sent;
    this.keep();
  }

  /** The newest of what was left behind is taken. */
  drop(): void {
    const [first, ...others] = this._left;
    if (first) {
      this._host.drafts.drop(this._host.path, first);
      this._left = others;
    }
  }

  /** The newest of what was left behind is not wanted; it can come back until the page closes. */
  forget(): void {
    const { left } = this;
    if (left) {
      this._forgotten.push(left);
      this.drop();
    }
  }

  /** Bring back what was forgotten last. */
  remember(): void {
    const last = this._forgotten.pop();
    if (last) {
      this._host.drafts.leave(this._host.path, last);
      this._left = [last, ...this._left];
    }
  }

  /** Nothing is kept any more that was typed until now. */
  erased(): void {
    clearTimeout(this._timer);
    this._typed = null;
    this._saved = this._text();
    this._left = [];
    this._forgotten.length = 0;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this.keep();
    }
  }

  private _find(isHome: (draft: IDraft) => boolean): readonly IDraft[] {
    const { drafts, path } = this._host;
    const text = this._text();
    const left = drafts.left(path, this._place.problemId).filter(isHome);
    const isHere = (draft: IDraft): boolean =>
      draft.file === this._place.file && draft.code === text;
    for (const draft of left.filter(isHere)) {
      drafts.drop(path, draft);
    }
    return left.filter(draft => !isHere(draft));
  }

  /** While a first line is typed the cell is in many places, all with the same code. */
  private _leave(): void {
    const text = this._text();
    if (text !== null) {
      this._host.drafts.dropElsewhere(this._host.path, this._place, text);
    }
  }

  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _left: readonly IDraft[];
  private readonly _forgotten: IDraft[] = [];
  /** What the file holds; null when that is not known. */
  private _saved: string | null;
  private _sent: string | null = null;
  /** What was typed and is not kept yet, for when the cell is gone by then; null: nothing. */
  private _typed: string | null = null;
  private _since = 0;
  private _isDisposed = false;
}

/** The code of an answer as one reads it: without empty lines above it. */
export function codeShown(answer: Pick<IAnswer, 'code'> | null): string {
  return (answer?.code ?? codeOf('')).replace(/^\n+/, '');
}
