import { type Cell, CodeCell } from '@jupyterlab/cells';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { AnswerModel } from '../models/answer';
import type { Drafts } from '../models/drafts';
import { pause } from '../models/insisting';
import type { IJudge } from '../models/judge';
import type { Ended } from '../models/kernelRuns';
import type { IRecording } from '../models/notes';
import { Reading } from '../models/reading';
import { isSameHeader } from '../models/sameHeader';
import { UnderWay } from '../models/underWay';
import { AnswerCell } from './answerCell';
import type { IAnswerHost } from './answerHost';
import { hearRuns } from './hearing';
import type { ILanguages } from './highlighting';
import { LostAnswer } from './lostAnswer';
import { NotebookText } from './notebookText';

interface IAnswerNotebookOptions {
  readonly judge: IJudge;
  readonly drafts: Drafts;
  readonly languages: ILanguages;
  readonly recording: IRecording;
  readonly trans: TranslationBundle;
}

/** Gives every answer cell of a notebook its panel, whatever happens to its cells. */
export class AnswerNotebook implements IAnswerHost, IDisposable {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _options: IAnswerNotebookOptions
  ) {
    this.text = new NotebookText(_panel.content);
    this._panel.disposed.connect(this.dispose, this);
    window.addEventListener('pagehide', this);
    this._panel.context.model.stateChanged.connect(this._onState, this);
    this.drafts.erased.connect(this._onErasure, this);
    this._path = _panel.context.path;
    this._panel.context.pathChanged.connect(this._onMove, this);
    this._panel.content.modelContentChanged.connect(this._onChange, this);
    hearRuns(this._panel.sessionContext, (cellId, code) =>
      this._running(cellId, code)
    );
    void this._panel.revealed.then(
      () => {
        if (this._isDisposed) {
          return;
        }
        // A view that was never shown has no cells to keep what was typed during a save.
        this._panel.context.saveState.connect(this._onSave, this);
        this._onChange();
      },
      () => undefined // it was closed before it was shown
    );
  }

  /** The answers in its cells. */
  readonly text: NotebookText;

  get drafts(): Drafts {
    return this._options.drafts;
  }

  get languages(): ILanguages {
    return this._options.languages;
  }

  get recording(): IRecording {
    return this._options.recording;
  }

  get trans(): TranslationBundle {
    return this._options.trans;
  }

  get path(): string {
    return this._panel.context.path;
  }

  get usualMimeType(): string {
    return this._panel.content.codeMimetype;
  }

  get isReadOnly(): boolean {
    return this._panel.context.contentsModel?.writable === false;
  }

  get hasUnsaved(): boolean {
    return this._panel.model?.dirty ?? false;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** The answer cell that is active, if one is. */
  get active(): AnswerCell | null {
    const { activeCell } = this._panel.content;
    return (activeCell && this._cells.get(activeCell)) ?? null;
  }

  /** The page is being left: what could be told later would not be told at all. */
  handleEvent(): void {
    this._keepAll();
    this.recording.notes.left();
  }

  /** The next save is one that somebody asked for. */
  expectSave(): void {
    this._isSaveByHand = true;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    window.removeEventListener('pagehide', this);
    this.recording.notes.closed();
    this.drafts.atOnce(() => {
      for (const cell of this._cells.values()) {
        cell.dispose();
      }
    });
    this._cells.clear();
    Signal.clearData(this);
  }

  private _keepAll(): void {
    this.drafts.atOnce(() => {
      for (const cell of this._cells.values()) {
        cell.keep();
      }
    });
  }

  private _running(cellId: string, code: string): Ended | null {
    for (const [cell, answer] of this._cells) {
      if (cell.model.sharedModel.getId() === cellId) {
        return answer.running(code);
      }
    }
    return null;
  }

  /** Many cells change at once when a notebook is loaded or pasted into: look once. */
  private _onChange(): void {
    this.text.changed();
    this._reading.changed(this._panel.content.model?.cells ?? []);
    if (this._isScanAwaited) {
      return;
    }
    this._isScanAwaited = true;
    requestAnimationFrame(() => {
      this._isScanAwaited = false;
      if (!this._isDisposed && !this._panel.isDisposed) {
        this.drafts.atOnce(() => {
          this._scan();
        });
      }
    });
  }

  private _scan(): void {
    const { widgets } = this._panel.content;
    const present = new Set<Cell>(widgets);
    for (const [cell, known] of this._cells) {
      if (cell.isDisposed || !present.has(cell)) {
        known.dispose();
        this._cells.delete(cell);
      }
    }
    widgets.forEach((cell, index) => {
      if (cell instanceof CodeCell) {
        this._look(cell, index);
      }
    });
  }

  private _look(cell: CodeCell, index: number): void {
    const { answers } = this.text;
    const header = answers.headerAt(index);
    const known = this._cells.get(cell);
    if (known && isSameHeader(known.header, header)) {
      known.refresh(answers.at(index));
      return;
    }
    known?.dispose();
    this._cells.delete(cell);
    this._offerHeader(cell, answers.lostAt(index));
    if (header) {
      const model = new AnswerModel(
        header.problemId,
        this._options.judge,
        pause,
        this._underWay
      );
      const made = new AnswerCell(cell, header, model, this);
      this._cells.set(cell, made);
      made.refresh(answers.at(index));
    }
  }

  private _offerHeader(cell: CodeCell, problemId: string | null): void {
    const known = this._lost.get(cell);
    if (known && (known.isDisposed || known.problemId !== problemId)) {
      known.dispose();
      this._lost.delete(cell);
    }
    if (problemId && !this._lost.has(cell)) {
      const { judge, trans } = this._options;
      this._lost.set(cell, new LostAnswer(cell, problemId, judge, trans));
    }
  }

  private _onState(): void {
    if (!this.hasUnsaved && this._reading.isAnew()) {
      this._keepAll();
      this.drafts.startAnew();
    }
  }

  private _onErasure(): void {
    for (const cell of this._cells.values()) {
      cell.erased();
    }
  }

  private _onMove(): void {
    this.drafts.moved(this._path, this.path);
    this._path = this.path;
  }

  private _onSave(
    _context: DocumentRegistry.IContext<DocumentRegistry.IModel>,
    state: DocumentRegistry.SaveState
  ): void {
    if (state === 'started') {
      this.drafts.atOnce(() => {
        for (const cell of this._cells.values()) {
          cell.sending();
        }
      });
      return;
    }
    const byHand = this._isSaveByHand;
    this._isSaveByHand = false;
    if (state === 'completed') {
      const answers = new Map<string, AnswerCell>();
      this.drafts.atOnce(() => {
        this.drafts.saved(this.path);
        for (const cell of this._cells.values()) {
          cell.saved();
          answers.set(cell.header.problemId, cell);
        }
      });
      for (const cell of answers.values()) {
        cell.noteSaved(byHand);
      }
    }
  }

  private readonly _cells = new Map<Cell, AnswerCell>();
  /** Cells dispose these with themselves. */
  private readonly _lost = new WeakMap<Cell, LostAnswer>();
  private readonly _reading = new Reading();
  private readonly _underWay = new UnderWay();
  private _path: string;
  private _isScanAwaited = false;
  private _isSaveByHand = false;
  private _isDisposed = false;
}
