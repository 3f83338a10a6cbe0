import type { Cell, CodeCell } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';

import type { ReportMark } from '../contracts';
import { markLines } from '../editors/marking';
import {
  Answers,
  type IAnswer,
  type IAnswerFile,
  placeOf,
  readMark,
  withCode
} from '../models/answers';
import type { IDraftPlace } from '../models/drafts';
import type { IAnswerText } from './answerHost';

/** The answers in the cells of a notebook, and what is done to their text. */
export class NotebookText implements IAnswerText {
  constructor(private readonly _notebook: Notebook) {}

  /** Something in the notebook is other than before. */
  changed(): void {
    this._read = null;
  }

  /** Read once per change, however many cells ask. */
  get answers(): Answers {
    this._read ??= new Answers(
      this._notebook.widgets.map(({ model }) => ({
        isCode: model.type === 'code',
        source: model.sharedModel.getSource(),
        mark: readMark(model.getMetadata('codemm'))
      }))
    );
    return this._read;
  }

  answerOf(cell: CodeCell): IAnswer | null {
    return this.answers.at(this._notebook.widgets.indexOf(cell));
  }

  fileOf(cell: CodeCell): IAnswerFile | null {
    return this.answers.fileAt(this._notebook.widgets.indexOf(cell));
  }

  homeOf({ problemId, file, cellId }: IDraftPlace): Cell | null {
    const at = this._notebook.widgets.findIndex(
      ({ model }) => model.sharedModel.getId() === cellId
    );
    const home = this.answers.homeOf(problemId, file, at);
    return home === null ? null : this._cellAt(home);
  }

  replace(indices: readonly number[], code: string): boolean {
    const cells = indices.flatMap(at => this._cellAt(at) ?? []);
    if (cells.some(cell => cell.model.getMetadata('editable') === false)) {
      return false;
    }
    cells.forEach(({ model: { sharedModel } }, part) => {
      const source = sharedModel.getSource();
      sharedModel.setSource(part === 0 ? withCode(source, code) : '');
    });
    return true;
  }

  addCell(below: CodeCell, source: string): string | null {
    // Parts that were split off it would be parts of the new one, were that above them.
    const last =
      this.fileOf(below)?.cells.at(-1) ?? this._notebook.widgets.indexOf(below);
    const cell = { cell_type: 'code', source, metadata: {} };
    const added = this._notebook.model?.sharedModel.insertCell(last + 1, cell);
    return added?.getId() ?? null;
  }

  goTo(answer: IAnswer, mark: ReportMark): void {
    const place = placeOf(answer, mark);
    const cell = place && this._cellAt(place.cell);
    if (!place || !cell?.editor) {
      return;
    }
    const line = Math.min(place.line, cell.editor.lineCount - 1);
    this._notebook.activeCellIndex = place.cell;
    this._notebook.mode = 'edit';
    cell.editor.setCursorPosition({ line, column: (mark.column ?? 1) - 1 });
    cell.editor.focus();
  }

  mark(answer: IAnswer, marks: readonly ReportMark[]): void {
    const places = marks.map(mark => ({ mark, place: placeOf(answer, mark) }));
    for (const at of new Set(answer.stretches.map(({ cell }) => cell))) {
      const own = places.flatMap(({ mark, place }) =>
        place?.cell === at ? [{ line: place.line, message: mark.message }] : []
      );
      const cell = this._cellAt(at);
      if (cell) {
        markLines(cell, own);
      }
    }
  }

  private _cellAt(index: number): Cell | null {
    return this._notebook.widgets[index] ?? null;
  }

  private _read: Answers | null = null;
}
