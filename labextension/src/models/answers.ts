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

/** The text of one file of an answer, from the cell with its first line and parts split off it. */
export interface IAnswerFile {
  readonly header: IHeader;
  readonly code: string;
  readonly cells: readonly number[];
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

/** The first line of a cell, of the kind that another cell of the answer has. */
export function headerLine(
  { problemId, language, file }: IHeader,
  isMagical: boolean
): string {
  const start = isMagical ? `%%codemm ${language} ` : '# codemm: ';
  return `${start}${problemId}${file === null ? '' : ` ${file}`}`;
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
    const files = [
      entry,
      ...group.filter(at => this.headerAt(at)?.file)
    ].flatMap(at => this.fileAt(at) ?? []);
    const [main, ...others] = files;
    return {
      header: { ...own, file: null },
      code: main?.code ?? '',
      extra: Object.fromEntries(
        others.map(({ header, code }) => [header.file ?? '', code])
      ),
      cells: main?.cells ?? [],
      stretches: files.flatMap(file => this._stretchesOf(file)),
      rivals: entries.length
    };
  }

  /** The file of an answer that begins in a cell; null when none does. */
  fileAt(index: number): IAnswerFile | null {
    const header = this.headerAt(index);
    if (!header) {
      return null;
    }
    const cells = [index, ...this._partsAfter(index, header.problemId)];
    const texts = cells.map((at, n) => textOf(this._cells[at], n === 0));
    return { header, code: texts.join('\n'), cells };
  }

  /**
   * The cell for a file of an answer that was in the cell `at` (-1: in one that is gone): itself,
   * else the last with this file, else the last one of the answer; null when there is no answer.
   */
  homeOf(problemId: string, file: string | null, at: number): number | null {
    const own = this._headers.flatMap((header, index) =>
      header?.problemId === problemId ? [{ index, file: header.file }] : []
    );
    const same = own.filter(each => each.file === file);
    const home =
      same.find(({ index }) => index === at) ??
      same.at(-1) ??
      own.filter(each => each.file === null).at(-1) ??
      own.at(-1);
    return home?.index ?? null;
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

  private _stretchesOf({ header, cells }: IAnswerFile): IStretch[] {
    let line = 1;
    return cells.map(cell => {
      const stretch = { file: header.file, line, cell };
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
