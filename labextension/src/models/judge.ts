import type {
  HintReply,
  ProblemView,
  RunReply,
  Submission,
  SubmissionList,
  SubmitRequest
} from '../contracts';

export type Source = SubmitRequest['source'];

/** What an answer asks of the server. None of it goes through a kernel. */
export interface IJudge {
  getProblem(problemId: string, signal: AbortSignal): Promise<ProblemView>;
  run(
    problemId: string,
    source: Source,
    signal: AbortSignal
  ): Promise<RunReply>;
  /** Submit, and hold up to some seconds for the verdict. */
  submit(
    problemId: string,
    source: Source,
    signal: AbortSignal
  ): Promise<Submission>;
  /** Read a submission, holding up to `wait` seconds for its verdict. */
  getSubmission(
    id: string,
    wait: number,
    signal: AbortSignal
  ): Promise<Submission>;
  cancelSubmission(id: string): Promise<Submission>;
  listSubmissions(
    problemId: string,
    signal: AbortSignal
  ): Promise<SubmissionList>;
  getHint(
    problemId: string,
    level: number,
    signal: AbortSignal
  ): Promise<HintReply>;
}
