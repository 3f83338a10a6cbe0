import type {
  Erased,
  Explanation,
  LearnerProfile,
  Note,
  Noted,
  RecordingSettings,
  ResolveRequest,
  SettingsChange
} from '../contracts';

export type Language = Explanation['language'];

/** What a page asks about the learner's own progress and record, and tells of their work. */
export interface IJourney {
  getProfile(signal: AbortSignal): Promise<LearnerProfile>;
  /** Why a topic stands where it stands. */
  explain(
    language: Language,
    topic: string,
    signal: AbortSignal
  ): Promise<Explanation>;
  /** Close an offer of help. */
  resolve(body: ResolveRequest): Promise<LearnerProfile>;
  getSettings(signal: AbortSignal): Promise<RecordingSettings>;
  changeSettings(body: Partial<SettingsChange>): Promise<RecordingSettings>;
  /** Erase the caller; there is no way back. */
  erase(): Promise<Erased>;
  note(body: Partial<Note>): Promise<Noted>;
}
