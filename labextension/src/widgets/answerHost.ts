import type { Cell, CodeCell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ReportMark } from '../contracts';
import type { IAnswer, IAnswerFile } from '../models/answers';
import type { Drafts, IDraftPlace } from '../models/drafts';
import type { IRecording } from '../models/notes';
import type { ILanguages } from './highlighting';

/** What an answer cell reads of the cells of its notebook, and does to them. */
export interface IAnswerText {
  /** The answer that a cell belongs to, as the notebook is now. */
  answerOf(cell: CodeCell): IAnswer | null;
  /** The file that begins in a cell, as the notebook is now. */
  fileOf(cell: CodeCell): IAnswerFile | null;
  /** The cell that something is for which was typed in a place. */
  homeOf(place: IDraftPlace): Cell | null;
  /** Replace the code in the cells of a file; false when that is forbidden. */
  replace(cells: readonly number[], code: string): boolean;
  /** Add a cell of code below a file that begins in a cell; return its name, null if it cannot be. */
  addCell(below: CodeCell, source: string): string | null;
  goTo(answer: IAnswer, mark: ReportMark): void;
  /** Mark the lines of an answer in the editors of its cells. */
  mark(answer: IAnswer, marks: readonly ReportMark[]): void;
}

/** What an answer cell asks of the notebook around it. */
export interface IAnswerHost {
  readonly drafts: Drafts;
  readonly languages: ILanguages;
  readonly recording: IRecording;
  readonly trans: TranslationBundle;
  readonly text: IAnswerText;
  /** The path of the notebook's file. */
  readonly path: string;
  readonly isReadOnly: boolean;
  /** What the notebook takes the text of its code cells for. */
  readonly usualMimeType: string;
  readonly hasUnsaved: boolean;
}
