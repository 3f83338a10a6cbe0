import type {
  HintReply,
  Passage,
  ProblemJourney,
  ProblemView,
  Query,
  QueryList,
  RerouteRequest,
  RunReply,
  Submission,
  SubmissionList,
  SubmitRequest
} from '../contracts';

/** A model's further words, or the text that holds when nothing more comes. */
export interface IWordingEvent {
  readonly type: 'part' | 'end';
  readonly text: string;
}

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
  /** Ask for the hint that goes with a verdict, or for the next one that may be had. */
  getHint(
    problemId: string,
    about: { source: Source } | { submission_id: string },
    signal: AbortSignal
  ): Promise<HintReply>;
  /** Hear what a model says about a hint or an answer, from its first word to the end. */
  followWording(key: string, signal: AbortSignal): AsyncIterable<IWordingEvent>;
  /** Have a model say no more; what it said stays. */
  cancelWording(key: string): Promise<void>;
  /** The whole of a passage that an answer rests on. */
  getPassage(
    activityId: string,
    chunkId: string,
    signal: AbortSignal
  ): Promise<Passage>;
  /** What was said about the problem so far: hints, questions and answers. */
  getJourney(problemId: string, signal: AbortSignal): Promise<ProblemJourney>;
  ask(
    problemId: string,
    text: string,
    source: Source,
    signal: AbortSignal
  ): Promise<Query>;
  listQueries(problemId: string, signal: AbortSignal): Promise<QueryList>;
  /** Ask a question again of another specialist. */
  reroute(
    id: string,
    kind: RerouteRequest['query_type'],
    signal: AbortSignal
  ): Promise<Query>;
  rate(id: string, rating: number, signal: AbortSignal): Promise<Query>;
}
