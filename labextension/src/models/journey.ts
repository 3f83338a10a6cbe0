import type {
  Erased,
  Explanation,
  LearnerProfile,
  Note,
  Noted,
  RecordingSettings,
  ReplayStep,
  ResolveRequest,
  SettingsChange,
  Timeline,
  WorkedProblems
} from '../contracts';
import type { IServerFile } from '../refusals';
import type { IQuizzes } from './quiz';
import type { TimelinePart } from './replay';

export type Language = Explanation['language'];

/** What a learner's data can be had as: all of it as JSON, the record of the work as the others. */
export type CopyFormat = 'json' | 'csv' | 'progsnap2';

/** What a page asks about the learner's own progress and record, and tells of their work. */
export interface IJourney extends IQuizzes {
  getProfile(signal: AbortSignal): Promise<LearnerProfile>;
  /** Why a topic stands where it stands. */
  explain(
    language: Language,
    topic: string,
    signal: AbortSignal
  ): Promise<Explanation>;
  /** Close an offer of help. */
  resolve(body: ResolveRequest): Promise<LearnerProfile>;
  /** The problems that were worked on, the last one first. */
  listWorked(signal: AbortSignal): Promise<WorkedProblems>;
  /** What happened, with one problem or with all (null). */
  getTimeline(
    problemId: string | null,
    part: TimelinePart,
    signal: AbortSignal
  ): Promise<Timeline>;
  /** What stood after so many records of it. */
  getStep(
    problemId: string | null,
    step: number,
    signal: AbortSignal
  ): Promise<ReplayStep>;
  getSettings(signal: AbortSignal): Promise<RecordingSettings>;
  changeSettings(body: Partial<SettingsChange>): Promise<RecordingSettings>;
  /** Make a file of what is stored of the caller. */
  copy(format: CopyFormat): Promise<IServerFile>;
  /** Erase the caller; there is no way back. */
  erase(): Promise<Erased>;
  /** Tell of the work; `isLast` when the page may be gone before the answer. */
  note(body: Partial<Note>, isLast?: boolean): Promise<Noted>;
}
