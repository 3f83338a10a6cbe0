import type { IDisposable } from '@lumino/disposable';

import { codeOf, type IAnswer } from '../models/answers';
import type { IDraft } from '../models/drafts';
import type { IAnswerHost } from './answerHost';

const KEEP_AFTER_MS = 400;

/** The code of an answer as the browser keeps it until the notebook is saved. */
export class CellDraft implements IDisposable {
  /** What an earlier page left behind and the notebook does not hold. */
  left: IDraft | null;

  constructor(
    private readonly _problemId: string,
    private readonly _host: Pick<IAnswerHost, 'drafts' | 'path' | 'hasUnsaved'>,
    private readonly _answer: () => IAnswer | null
  ) {
    this.left = this._find();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Keep the code unless all of it is saved. */
  keep(): void {
    const { drafts, path, hasUnsaved } = this._host;
    const answer = this._answer();
    if (answer && hasUnsaved) {
      drafts.keep(path, this._problemId, codeShown(answer));
    }
  }

  /** Keep the code when nothing is typed for a moment. */
  keepSoon(): void {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => {
      this.keep();
    }, KEEP_AFTER_MS);
  }

  /** Nobody wants what was left behind. */
  drop(): void {
    this.left = null;
    this._host.drafts.drop(this._host.path, this._problemId);
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      clearTimeout(this._timer);
      this.keep();
    }
  }

  private _find(): IDraft | null {
    const { drafts, path } = this._host;
    const code = codeShown(this._answer());
    const left = drafts.left(path, this._problemId);
    const other = left.find(draft => draft.code !== code);
    if (!other && left.length > 0) {
      drafts.drop(path, this._problemId);
    }
    return other ?? null;
  }

  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _isDisposed = false;
}

/** The code of an answer as one reads it: without empty lines above it. */
export function codeShown(answer: IAnswer | null): string {
  return (answer?.code ?? codeOf('')).replace(/^\n+/, '');
}
