import type {
  AcceptedEdit,
  Activity,
  AddProblem,
  EditList,
  NotebookFile,
  ProblemChanges,
  ProblemEdit,
  RegenerateProblem,
  Source,
  VersionList
} from '../contracts';

/** A change by hand, or in words. */
export interface IAskedEdit {
  readonly changes?: Partial<ProblemChanges>;
  readonly instruction?: string;
  readonly reference?: Partial<Source>;
  readonly version: number;
}

/** What editing an activity asks of the server. Edits are proposed, then accepted or discarded. */
export interface IEditing {
  edit(
    activityId: string,
    problemId: string,
    body: IAskedEdit
  ): Promise<ProblemEdit>;
  regenerate(
    activityId: string,
    problemId: string,
    body: Partial<RegenerateProblem>
  ): Promise<ProblemEdit>;
  add(activityId: string, body: Partial<AddProblem>): Promise<ProblemEdit>;
  listEdits(activityId: string): Promise<EditList>;
  /** Read an edit, holding up to `wait` seconds while it is worked on. */
  getEdit(
    activityId: string,
    editId: string,
    wait: number,
    signal: AbortSignal
  ): Promise<ProblemEdit>;
  accept(activityId: string, editId: string): Promise<AcceptedEdit>;
  discard(activityId: string, editId: string): Promise<ProblemEdit>;
  /** Say which problems an activity has, in their order. */
  arrange(
    activityId: string,
    problems: readonly string[],
    version: number
  ): Promise<Activity>;
  listVersions(activityId: string, signal: AbortSignal): Promise<VersionList>;
  getVersion(
    activityId: string,
    version: number,
    signal: AbortSignal
  ): Promise<Activity>;
  /** Make an activity what it was in a version; `seen` is the one that it has now. */
  restoreVersion(
    activityId: string,
    version: number,
    seen: number
  ): Promise<Activity>;
  /** The notebook that learners get, without writing a file. */
  getNotebook(activityId: string, signal: AbortSignal): Promise<NotebookFile>;
}
