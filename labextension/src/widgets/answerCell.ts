import type { CodeCell } from '@jupyterlab/cells';
import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import { cellNotes } from '../components/answer/cellNotes';
import type { ICellActions, ICellState } from '../components/answer/AnswerView';
import type { AnswerModel } from '../models/answer';
import {
  type IAnswer,
  type IHeader,
  isMagic,
  isSameSource,
  sourceOf
} from '../models/answers';
import type { Ended } from '../models/kernelRuns';
import type { Done } from '../models/notes';
import { AnswerPanel } from './answerPanel';
import type { IAnswerHost } from './answerHost';
import { CellCode } from './cellCode';
import { codeShown } from './cellDraft';
import { Highlighting } from './highlighting';
import { insertBelowInput } from './insertion';

/** One answer cell: its panel, its draft, and what the buttons do to it. */
export class AnswerCell implements IDisposable {
  constructor(
    readonly cell: CodeCell,
    readonly header: IHeader,
    private readonly _model: AnswerModel,
    private readonly _host: IAnswerHost
  ) {
    this._panel = new AnswerPanel(_model, this, _host.trans);
    this._code = new CellCode(cell, header, _host, () => {
      const words = _host.trans.__('This cell is locked against edits.');
      _model.refuse(new Error(words));
    });
    this._model.changed.connect(this._onModelChange, this);
    this._host.recording.record.changed.connect(this._onRecordChange, this);
    this._highlighting = new Highlighting(
      cell.model,
      header.language,
      () => _host.usualMimeType,
      _host.languages
    );
    cell.addClass('jp-codemm-AnswerCell');
    void insertBelowInput(cell, this._panel);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get state(): ICellState {
    const answer = this._host.text.answerOf(this.cell);
    return {
      code: codeShown(answer),
      isStale: this._isStale(answer),
      isAsking: this._isAsking,
      notes: cellNotes(this._facts(answer), this._host.trans),
      offer: this._code.offer,
      isForgotten: this._code.isAnyForgotten,
      isReplaced: this._code.isReplaced,
      isRecorded: this._host.recording.record.isOn
    };
  }

  readonly actions: ICellActions = {
    run: () => {
      this._withAnswer(answer => this._model.run(answer));
    },
    submit: () => {
      this._withAnswer(answer => this._model.submit(answer));
    },
    stop: () => void this._model.stop(),
    hint: () => {
      const answer = this._host.text.answerOf(this.cell);
      if (answer) {
        void this._model.talk.hint(answer);
      }
    },
    toggleAsking: () => {
      this._isAsking = !this._isAsking;
      this._changed.emit();
    },
    ask: text => {
      const answer = this._host.text.answerOf(this.cell);
      return answer
        ? this._model.talk.ask(text, answer)
        : Promise.resolve(false);
    },
    reroute: (id, kind) => void this._model.talk.reroute(id, kind),
    rate: (id, rating) => void this._model.talk.rate(id, rating),
    stopModel: key => void this._model.talk.stopModel(key),
    readSource: (activityId, chunkId) =>
      this._model.talk.passage(activityId, chunkId),
    reset: () => void this._reset(),
    toggleHistory: () => void this._model.toggleHistory(),
    openSubmission: id => void this._model.openSubmission(id),
    replaceCode: code => {
      this._code.replace(code);
    },
    undoReplace: () => {
      this._code.undo();
      this._changed.emit();
    },
    useDraft: () => {
      this._code.useDraft();
      this._changed.emit();
    },
    dropDraft: () => {
      this._code.dropDraft();
      this._changed.emit();
    },
    restoreDraft: () => {
      this._code.restoreDraft();
      this._changed.emit();
    },
    showRecord: () => {
      this._host.recording.show();
    },
    replay: () => {
      const { problem, problemId } = this._model;
      this._host.recording.replay(problemId, problem?.title ?? '');
    },
    goTo: mark => {
      const answer = this._host.text.answerOf(this.cell);
      if (answer) {
        this._host.text.goTo(answer, mark);
      }
    }
  };

  /** The notebook was changed: hear what the answer is now. */
  refresh(answer: IAnswer | null): void {
    const { code, extra, rivals } = answer ?? {};
    const own = this._host.text.fileOf(this.cell)?.code;
    const now = JSON.stringify([code, extra, rivals, own]);
    if (now === this._seen) {
      return;
    }
    this._seen = now;
    this._changed.emit();
    this._code.keepSoon();
  }

  /** Keep the code now. */
  keep(): void {
    this._code.keep();
  }

  /** Nothing is kept any more that was typed until now. */
  erased(): void {
    this._code.erased();
    this._changed.emit();
  }

  /** The notebook is being saved as it is now. */
  sending(): void {
    this._code.sending();
  }

  /** What the notebook held when it was sent is saved. */
  saved(): void {
    this._code.saved();
  }

  /** The notebook was saved: tell what became of the code. */
  noteSaved(byHand: boolean): void {
    this._note(byHand ? 'saved' : 'autosaved');
  }

  /** The cell is run in the kernel: return who is to hear how that ends, if anybody is. */
  running(code: string): Ended | null {
    const answer = isMagic(code) ? null : this._host.text.answerOf(this.cell);
    const { problem } = this._model;
    if (!answer || !problem) {
      return null;
    }
    const source = sourceOf(answer, problem.entry_file);
    return run => {
      this._host.recording.notes.ran(problem.id, source, run);
    };
  }

  focus(): void {
    this.cell.node.focus();
  }

  focusButtons(): void {
    this._panel.focusButtons();
  }

  pressed(event: KeyboardEvent): boolean {
    const again = new KeyboardEvent('keydown', event);
    return !this.cell.node.dispatchEvent(again);
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._code.dispose();
    this._panel.dispose();
    this._model.dispose();
    this._highlighting.dispose();
    this.cell.removeClass('jp-codemm-AnswerCell');
    Signal.clearData(this);
  }

  private _withAnswer(work: (answer: IAnswer) => Promise<void>): void {
    const answer = this._host.text.answerOf(this.cell);
    if (answer) {
      this._host.text.mark(answer, []);
      void work(answer);
    }
  }

  private async _reset(): Promise<void> {
    const starter = await this._model.starter();
    if (starter !== null && this._code.replace(starter)) {
      this._note('reset');
    }
  }

  /** Tell something of the answer, once it is known which problem it answers. */
  private _note(what: Done): void {
    const answer = this.cell.isDisposed
      ? null
      : this._host.text.answerOf(this.cell);
    const { problem } = this._model;
    if (answer && problem) {
      const source = sourceOf(answer, problem.entry_file);
      this._host.recording.notes.tell(what, problem.id, source);
    }
  }

  private _isStale(answer: IAnswer | null): boolean {
    const { shown, problem } = this._model;
    if (!shown || !answer || !problem) {
      return false;
    }
    const now = sourceOf(answer, problem.entry_file);
    return !isSameSource(now, shown.source);
  }

  private _facts(answer: IAnswer | null): Parameters<typeof cellNotes>[0] {
    const mark: unknown = this.cell.model.getMetadata('codemm');
    return {
      answer,
      mark,
      problem: this._model.problem,
      isReadOnly: this._host.isReadOnly
    };
  }

  private _onRecordChange(): void {
    this._changed.emit();
  }

  /** A new outcome marks the lines that it is about, unless they were changed meanwhile. */
  private _onModelChange(): void {
    this._note('opened');
    const { shown } = this._model;
    if (shown === this._marked) {
      return;
    }
    this._marked = shown;
    if (shown?.isNew && shown.kind === 'submission') {
      this._host.recording.judged();
    }
    const answer = this._host.text.answerOf(this.cell);
    if (answer && shown && !this._isStale(answer)) {
      this._host.text.mark(answer, shown.report?.marks ?? []);
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _panel: AnswerPanel;
  private readonly _highlighting: Highlighting;
  private _marked: AnswerModel['shown'] = null;
  private readonly _code: CellCode;
  private _isAsking = false;
  private _seen = '';
  private _isDisposed = false;
}
