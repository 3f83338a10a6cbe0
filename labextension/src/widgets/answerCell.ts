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
  sourceOf,
  withCode
} from '../models/answers';
import type { Ended } from '../models/kernelRuns';
import type { Done } from '../models/notes';
import { AnswerPanel } from './answerPanel';
import type { IAnswerHost } from './answerHost';
import { CellDraft, codeShown } from './cellDraft';
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
    this._draft = new CellDraft(header.problemId, _host, () =>
      cell.isDisposed ? null : _host.answerOf(cell)
    );
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
    const answer = this._host.answerOf(this.cell);
    return {
      code: codeShown(answer),
      isStale: this._isStale(answer),
      isAsking: this._isAsking,
      notes: cellNotes(this._facts(answer), this._host.trans),
      draft: this._draft.left,
      replaced: this._replaced,
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
      const answer = this._host.answerOf(this.cell);
      if (answer) {
        void this._model.talk.hint(answer);
      }
    },
    toggleAsking: () => {
      this._isAsking = !this._isAsking;
      this._changed.emit();
    },
    ask: text => {
      const answer = this._host.answerOf(this.cell);
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
      this._replace(code);
    },
    undoReplace: () => {
      this._undo();
    },
    dropDraft: () => {
      this._forgetDraft();
    },
    showRecord: () => {
      this._host.recording.show();
    },
    replay: () => {
      const { problem, problemId } = this._model;
      this._host.recording.replay(problemId, problem?.title ?? '');
    },
    goTo: mark => {
      const answer = this._host.answerOf(this.cell);
      if (answer) {
        this._host.goTo(answer, mark);
      }
    }
  };

  /** The notebook was changed: hear what the answer is now. */
  refresh(answer: IAnswer | null): void {
    const now = JSON.stringify([answer?.code, answer?.extra, answer?.rivals]);
    if (now === this._seen) {
      return;
    }
    this._seen = now;
    this._changed.emit();
    this._draft.keepSoon();
  }

  /** Keep the code in the browser, unless all of it is saved. */
  keep(): void {
    this._draft.keep();
  }

  /** The notebook was saved: tell what became of the code. */
  noteSaved(byHand: boolean): void {
    this._note(byHand ? 'saved' : 'autosaved');
  }

  /** The cell is run in the kernel: return who is to hear how that ends, if anybody is. */
  running(code: string): Ended | null {
    const answer = isMagic(code) ? null : this._host.answerOf(this.cell);
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
    this._draft.dispose();
    this._panel.dispose();
    this._model.dispose();
    this._highlighting.dispose();
    this.cell.removeClass('jp-codemm-AnswerCell');
    Signal.clearData(this);
  }

  private _withAnswer(work: (answer: IAnswer) => Promise<void>): void {
    const answer = this._host.answerOf(this.cell);
    if (answer) {
      this._host.mark(answer, []);
      void work(answer);
    }
  }

  private async _reset(): Promise<void> {
    const starter = await this._model.starter();
    if (starter !== null && this._replace(starter)) {
      this._note('reset');
    }
  }

  private _replace(code: string): boolean {
    const answer = this._host.answerOf(this.cell);
    const before = codeShown(answer);
    if (!answer || before === code) {
      return false;
    }
    const source = withCode(this.cell.model.sharedModel.getSource(), code);
    if (!this._host.replace(answer, source)) {
      const words = this._host.trans.__('This cell is locked against edits.');
      this._model.refuse(new Error(words));
      return false;
    }
    this._replaced = before;
    this._forgetDraft();
    return true;
  }

  /** Tell something of the answer, once it is known which problem it answers. */
  private _note(what: Done): void {
    const answer = this.cell.isDisposed ? null : this._host.answerOf(this.cell);
    const { problem } = this._model;
    if (answer && problem) {
      const source = sourceOf(answer, problem.entry_file);
      this._host.recording.notes.tell(what, problem.id, source);
    }
  }

  private _undo(): void {
    const before = this._replaced;
    if (before !== null) {
      this._replace(before);
      this._replaced = null;
      this._changed.emit();
    }
  }

  private _forgetDraft(): void {
    this._draft.drop();
    this._changed.emit();
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
    const answer = this._host.answerOf(this.cell);
    if (answer && shown && !this._isStale(answer)) {
      this._host.mark(answer, shown.report?.marks ?? []);
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _panel: AnswerPanel;
  private readonly _highlighting: Highlighting;
  private _marked: AnswerModel['shown'] = null;
  private readonly _draft: CellDraft;
  private _isAsking = false;
  private _replaced: string | null = null;
  private _seen = '';
  private _isDisposed = false;
}
