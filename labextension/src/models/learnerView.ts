import type { NotebookFile } from '../contracts';

/** What learners see of a problem in their notebook. */
export interface ILearnerView {
  /** The statement with its examples, in Markdown. */
  readonly statement: string;
  readonly starter: string;
}

/** Find a problem in the notebook that learners get. */
export function learnerViewOf(
  { notebook }: NotebookFile,
  problemId: string
): ILearnerView | null {
  const cells = Array.isArray(notebook.cells) ? notebook.cells : [];
  const own = cells.flatMap(cell => {
    const read = cellOf(cell);
    return read?.problemId === problemId ? [read] : [];
  });
  const [statement, starter] = ['statement', 'answer'].map(
    role => own.find(cell => cell.role === role)?.source
  );
  return statement === undefined || starter === undefined
    ? null
    : { statement, starter };
}

interface ICell {
  readonly role: unknown;
  readonly problemId: unknown;
  readonly source: string;
}

function cellOf(cell: unknown): ICell | null {
  const { source, metadata } = fieldsOf(cell);
  const { role, problem_id: problemId } = fieldsOf(fieldsOf(metadata).codemm);
  const text = Array.isArray(source) ? source.join('') : source;
  return typeof text === 'string' ? { role, problemId, source: text } : null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
