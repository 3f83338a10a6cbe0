import type { CodeCell } from '@jupyterlab/cells';
import type { IDisposable } from '@lumino/disposable';

import { headerLine, type IHeader, isMagic } from '../models/answers';
import { Replacements, type Target } from '../models/replacements';
import { isSameHeader } from '../models/sameHeader';
import type { IOffer } from '../components/answer/DraftOffer';
import type { IAnswerHost } from './answerHost';
import { CellDraft, codeShown } from './cellDraft';

type Host = Pick<IAnswerHost, 'drafts' | 'hasUnsaved' | 'path' | 'text'>;

/** The code in an answer cell: what takes its place, the way back, and what was not saved of it. */
export class CellCode implements IDisposable {
  /** `refused` is told when the cell is locked against edits. */
  constructor(
    private readonly _cell: CodeCell,
    private readonly _header: IHeader,
    private readonly _host: Host,
    private readonly _refused: () => void
  ) {
    const { problemId, file } = _header;
    const cellId = _cell.model.sharedModel.getId();
    this._draft = new CellDraft(
      { problemId, file, cellId },
      _host,
      () => this._file(),
      draft => _host.text.homeOf(draft) === _cell
    );
  }

  get isDisposed(): boolean {
    return this._draft.isDisposed;
  }

  /** Whether code was replaced that can come back. */
  get isReplaced(): boolean {
    return this._replaced.isAny;
  }

  /** What was not saved, and what is in its place now. */
  get offer(): IOffer | null {
    const { left: draft } = this._draft;
    if (!draft) {
      return null;
    }
    return this._isHere(draft.file)
      ? { draft, now: this._file() ?? '', isElsewhere: false }
      : { draft, now: '', isElsewhere: true };
  }

  /** Replace the answer by code that can be had again; false when it is that or cannot be. */
  replace(code: string): boolean {
    return this._put('answer', code, true);
  }

  /** Put back what was replaced last, and keep what was typed since for the next time. */
  undo(): void {
    const before = this._replaced.takeBack();
    const isBack =
      !before ||
      this._textOf(before.target) === before.text ||
      this._put(before.target, before.text, false);
    if (!isBack) {
      this._replaced.keep(before);
    }
  }

  /** Take what was not saved. */
  useDraft(): void {
    const { left: draft } = this._draft;
    if (!draft) {
      return;
    }
    if (this._isHere(draft.file)) {
      const isThere =
        this._file() === draft.code || this._put('file', draft.code, false);
      if (!isThere) {
        return;
      }
      this._draft.keep();
    } else {
      const source = this._cell.model.sharedModel.getSource();
      const header = { ...this._header, file: draft.file };
      const first = headerLine(header, isMagic(source));
      const { problemId, file, code } = draft;
      const cellId = this._host.text.addCell(this._cell, `${first}\n${code}`);
      if (cellId === null) {
        return;
      }
      // A page that closes at once does not look at the new cell any more.
      this._host.drafts.keep(
        this._host.path,
        { problemId, file, cellId },
        code
      );
    }
    this._draft.drop();
  }

  /** Whether something that was not saved was forgotten and can come back. */
  get isAnyForgotten(): boolean {
    return this._draft.isAnyForgotten;
  }

  /** What was not saved is not wanted. */
  dropDraft(): void {
    this._draft.forget();
  }

  /** Bring back what was not wanted last. */
  restoreDraft(): void {
    this._draft.remember();
  }

  /** Keep the code now. */
  keep(): void {
    this._draft.keep();
  }

  keepSoon(): void {
    this._draft.keepSoon();
  }

  sending(): void {
    this._draft.sending();
  }

  saved(): void {
    this._draft.saved();
  }

  /** Nothing is kept any more that was typed until now. */
  erased(): void {
    this._draft.erased();
  }

  dispose(): void {
    this._draft.dispose();
  }

  private _put(target: Target, code: string, isKnown: boolean): boolean {
    const before = this._textOf(target);
    const cells =
      target === 'answer'
        ? this._host.text.answerOf(this._cell)?.cells
        : this._host.text.fileOf(this._cell)?.cells;
    if (!cells || before === null || before === code) {
      return false;
    }
    if (!this._host.text.replace(cells, code)) {
      this._refused();
      return false;
    }
    this._replaced.replaced(target, before, code, { isKnown });
    return true;
  }

  private _textOf(target: Target): string | null {
    if (target === 'file') {
      return this._file();
    }
    const answer = this._host.text.answerOf(this._cell);
    return answer && codeShown(answer);
  }

  private _file(): string | null {
    const file = this._cell.isDisposed
      ? null
      : this._host.text.fileOf(this._cell);
    return file && isSameHeader(this._header, file.header)
      ? codeShown(file)
      : null;
  }

  private _isHere(file: string | null): boolean {
    return file === this._header.file;
  }

  private readonly _draft: CellDraft;
  private readonly _replaced = new Replacements();
}
