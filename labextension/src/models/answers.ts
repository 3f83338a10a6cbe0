import type { ProblemView, ReportMark, SubmitRequest } from '../contracts';

export type Language = ProblemView['language'];

/** The first line of an answer cell. `file` names an extra file; the entry file is meant without. */
export interface IHeader {
  readonly problemId: string;
  readonly language: Language;
  readonly file: string | null;
}

/** What is read of a cell. `mark` is our own metadata, which copying and splitting repeat. */
export interface ICellText {
  readonly isCode: boolean;
  readonly source: string;
  readonly mark: IMark;
}

/** Our metadata of a cell, of whatever shape somebody left it in. */
export interface IMark {
  readonly role: string;
  readonly problemId: string;
  readonly version: number | null;
}

/** Where lines of a file are in the notebook: from `line` of the file on, in a cell, from its top. */
interface IStretch {
  readonly file: string | null;
  readonly line: number;
  readonly cell: number;
}

/** An answer put together from the cells that hold it. */
export interface IAnswer {
  readonly header: IHeader;
  readonly code: string;
  readonly extra: Readonly<Record<string, string>>;
  /** The cell with the first line, and parts that were split off it. */
  readonly cells: readonly number[];
  readonly stretches: readonly IStretch[];
  /** How many cells claim to be this answer. */
  readonly rivals: number;
}

const ID = '[A-Za-z0-9][A-Za-z0-9_.-]{0,79}';
const FILE = '(?:[ \\t]+([\\p{L}\\p{N}_.]{1,64}))?[ \\t]*$';
const PLAIN = new RegExp(`^#[ \\t]*codemm[ \\t]*:[ \\t]*(${ID})${FILE}`, 'u');
const MAGIC = new RegExp(
  `^%%codemm[ \\t]+(python|java|cpp|sql)[ \\t]+(${ID})${FILE}`,
  'u'
);
const KNOWN_ID = new RegExp(`^${ID}$`);
const BLANK = /^[\ufeff \t\r\n]*/;

/** Read the first line of a cell; null when the cell answers nothing. */
export function parseHeader(source: string): IHeader | null {
  const first =
    source.replace(BLANK, '').split('\n', 1)[0]?.replace(/\r$/, '') ?? '';
  const plain = PLAIN.exec(first);
  if (plain) {
    return {
      problemId: plain[1] ?? '',
      language: 'python',
      file: plain[2] ?? null
    };
  }
  const magic = MAGIC.exec(first);
  return (
    magic && {
      problemId: magic[2] ?? '',
      language: magic[1] as Language,
      file: magic[3] ?? null
    }
  );
}

/** Whether a cell answers by itself what it is for: the server hears of its runs from the kernel. */
export function isMagic(source: string): boolean {
  return source.replace(BLANK, '').startsWith('%%');
}

/** The code of an answer cell. Lines in the header's place stay, empty, so that numbers stay true. */
export function codeOf(source: string): string {
  const lines = source.split('\n');
  const above = (BLANK.exec(source)?.[0] ?? '').split('\n').length;
  return '\n'.repeat(above) + lines.slice(above).join('\n');
}

/** The lines of an answer cell down to its header, and with `code` in the place of what follows. */
export function withCode(source: string, code: string): string {
  const above = (BLANK.exec(source)?.[0] ?? '').split('\n').length;
  const head = source.split('\n').slice(0, above);
  return [...head, code].join('\n');
}

/** Read our metadata, which a foreign tool may have left in any shape. */
export function readMark(metadata: unknown): IMark {
  const own =
    typeof metadata === 'object' && metadata !== null
      ? (metadata as Record<string, unknown>)
      : {};
  const { role, problem_id: id, problem_version: version } = own;
  return {
    role: typeof role === 'string' ? role : '',
    problemId: typeof id === 'string' ? id : '',
    version: typeof version === 'number' ? version : null
  };
}

/** The answers of a notebook as it is at one moment. */
export class Answers {
  constructor(private readonly _cells: readonly ICellText[]) {
    this._headers = _cells.map(headerOf);
    this._headers.forEach((header, at) => {
      if (header) {
        const key = keyOf(header);
        this._groups.set(key, [...(this._groups.get(key) ?? []), at]);
      }
    });
  }

  /** The header of a cell; null when it answers nothing. */
  headerAt(index: number): IHeader | null {
    return this._headers[index] ?? null;
  }

  /** The problem of a cell that lost its first line and continues no other; null for all others. */
  lostAt(index: number): string | null {
    const cell = this._cells[index];
    if (cell?.mark.role !== 'answer' || !cell.isCode || this.headerAt(index)) {
      return null;
    }
    const { problemId } = cell.mark;
    let before = index - 1;
    while (before >= 0 && this._continues(before, problemId)) {
      before--;
    }
    const isPart = this.headerAt(before)?.problemId === problemId;
    return isPart || !KNOWN_ID.test(problemId) ? null : problemId;
  }

  /** Put together the answer that a cell belongs to; null when it belongs to none. */
  at(index: number): IAnswer | null {
    const own = this.headerAt(index);
    if (!own) {
      return null;
    }
    const group = this._groups.get(keyOf(own)) ?? [];
    const entries = group.filter(at => !this.headerAt(at)?.file);
    const entry = own.file === null ? index : entries.at(-1);
    if (entry === undefined) {
      return null;
    }
    const parts = [entry, ...this._partsAfter(entry, own.problemId)];
    const files = group.flatMap(at => {
      const file = this.headerAt(at)?.file;
      return file ? [{ at, file }] : [];
    });
    return {
      header: { ...own, file: null },
      code: parts.map((at, n) => textOf(this._cells[at], n === 0)).join('\n'),
      extra: Object.fromEntries(
        files.map(({ at, file }) => [file, textOf(this._cells[at], true)])
      ),
      cells: parts,
      stretches: [...this._stretchesOf(parts), ...files.map(whole)],
      rivals: entries.length
    };
  }

  /** Splitting a cell copies its metadata: a part without a header continues the cell before it. */
  private _partsAfter(entry: number, problemId: string): number[] {
    const parts: number[] = [];
    for (let at = entry + 1; at < this._cells.length; at++) {
      if (!this._continues(at, problemId)) {
        break;
      }
      parts.push(at);
    }
    return parts;
  }

  private _continues(at: number, problemId: string): boolean {
    const { mark, source } = this._cells[at] ?? {};
    const isPart = mark?.role === 'answer' && mark.problemId === problemId;
    return isPart && !parseHeader(source ?? '');
  }

  private _stretchesOf(parts: readonly number[]): IStretch[] {
    let line = 1;
    return parts.map(cell => {
      const stretch = { file: null, line, cell };
      line += (this._cells[cell]?.source ?? '').split('\n').length;
      return stretch;
    });
  }

  private readonly _headers: readonly (IHeader | null)[];
  private readonly _groups = new Map<string, readonly number[]>();
}

/** The answer as the server takes it. */
export function sourceOf(
  answer: IAnswer,
  entryFile: string
): SubmitRequest['source'] {
  const { code, extra } = answer;
  return Object.keys(extra).length === 0
    ? { code, files: null }
    : { code: null, files: { ...extra, [entryFile]: code } };
}

/** Whether two sources are the same text, whatever order a server or a page names things in. */
export function isSameSource(
  one: SubmitRequest['source'],
  other: SubmitRequest['source']
): boolean {
  return canonical(one) === canonical(other);
}

function canonical({ code, files }: SubmitRequest['source']): string {
  const named =
    files && Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([code, named]);
}

/** Where in the notebook a message is about: a cell and its line, both counted from 0. */
export function placeOf(
  answer: IAnswer,
  mark: ReportMark
): { cell: number; line: number } | null {
  const file = mark.file in answer.extra ? mark.file : null;
  const found = answer.stretches
    .filter(stretch => stretch.file === file && stretch.line <= mark.line)
    .at(-1);
  return found ? { cell: found.cell, line: mark.line - found.line } : null;
}

function headerOf(cell: ICellText): IHeader | null {
  return cell.isCode ? parseHeader(cell.source) : null;
}

function textOf(cell: ICellText | undefined, isFirst: boolean): string {
  const source = cell?.source ?? '';
  return isFirst ? codeOf(source) : source;
}

function keyOf({ problemId, language }: IHeader): string {
  return `${language} ${problemId}`;
}

function whole({ at, file }: { at: number; file: string }): IStretch {
  return { file, line: 1, cell: at };
}
