import type { IDisposable } from '@lumino/disposable';

import { codeOf, type IAnswer } from '../models/answers';
import type { IDraft, IDraftPlace } from '../models/drafts';
import type { IAnswerHost } from './answerHost';

const KEEP_AFTER_MS = 400;

/** The code of one cell as the browser keeps it until the notebook is saved. */
export class CellDraft implements IDisposable {
  /** `text` is the code in the cell, null when it has none any more. */
  constructor(
    private readonly _place: IDraftPlace,
    private readonly _host: Pick<IAnswerHost, 'drafts' | 'path' | 'hasUnsaved'>,
    private readonly _text: () => string | null,
    isHome: (draft: IDraft) => boolean
  ) {
    this._saved = _host.hasUnsaved ? null : _text();
    this._left = this._find(isHome);
  }

  /** The newest of what was left behind and the notebook does not hold. */
  get left(): IDraft | null {
    return this._left[0] ?? null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Keep the code unless it is what was saved. */
  keep(): void {
    const { drafts, path } = this._host;
    const text = this._text();
    if (text === null) {
      return;
    }
    if (text === this._saved) {
      drafts.forget(path, this._place);
    } else {
      drafts.keep(path, this._place, text);
    }
  }

  /** Keep the code when nothing is typed for a moment. */
  keepSoon(): void {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => {
      this.keep();
    }, KEEP_AFTER_MS);
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

  /** The newest of what was left behind is taken or not wanted. */
  drop(): void {
    const [first, ...others] = this._left;
    if (first) {
      this._host.drafts.drop(this._host.path, first);
      this._left = others;
    }
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      clearTimeout(this._timer);
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

  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _left: readonly IDraft[];
  /** What the file holds; null when that is not known. */
  private _saved: string | null;
  private _sent: string | null = null;
  private _isDisposed = false;
}

/** The code of an answer as one reads it: without empty lines above it. */
export function codeShown(answer: Pick<IAnswer, 'code'> | null): string {
  return (answer?.code ?? codeOf('')).replace(/^\n+/, '');
}
