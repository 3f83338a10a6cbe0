import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type {
  Explanation,
  LearnerProfile,
  StruggleAlert,
  WorkedProblem,
  WorkedProblems
} from '../contracts';
import { asError } from './insisting';
import type { IJourney, Language } from './journey';
import { Notes } from './notes';
import { QuizModel } from './quiz';
import { RecordModel } from './record';
import { type ILoadable, Resource } from './resource';

/** The learner's own progress, and the record that it is computed from. No method rejects. */
export class LearnerModel implements IDisposable {
  constructor(
    private readonly _journey: IJourney,
    private readonly _zone: () => string = browserZone
  ) {
    this.record = new RecordModel(_journey);
    this.quizzes = new QuizModel(_journey);
    this._profile = new Resource(signal => _journey.getProfile(signal));
    this._profile.changed.connect(this._onChange, this);
    this._problems = new Resource(signal => _journey.listWorked(signal));
    this._problems.changed.connect(this._onChange, this);
    this.record.changed.connect(this._onChange, this);
    this.quizzes.changed.connect(this._onChange, this);
    this.quizzes.marked.connect(this._onMarked, this);
  }

  readonly record: RecordModel;
  readonly quizzes: QuizModel;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** A verdict came: what is known of the learner is other than before. */
  get worked(): ISignal<this, void> {
    return this._worked;
  }

  get profile(): ILoadable<LearnerProfile> {
    return this._profile.state;
  }

  /** The problems that were worked on, the last one first. */
  get problems(): readonly WorkedProblem[] {
    return this._problems.state.value?.problems ?? [];
  }

  /** The offers of help that are to be shown. */
  get offers(): readonly StruggleAlert[] {
    return this.profile.value?.alerts.filter(({ offered }) => offered) ?? [];
  }

  /** Why an offer could not be closed. */
  get failure(): Error | null {
    return this._failure;
  }

  /** Whether the learner asked to see their record, and has not seen it yet. */
  get isRecordWanted(): boolean {
    return this._isRecordWanted;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Why a topic stands where it stands, once `explain` was called. */
  explanationOf(
    language: Language,
    topic: string
  ): ILoadable<Explanation> | null {
    return this._explanations.get(keyOf(language, topic))?.state ?? null;
  }

  /** Ask for the progress and for the record, and count days as the learner does. */
  async refresh(): Promise<void> {
    await Promise.all([
      this._profile.refresh(),
      this._problems.refresh(),
      this.record.refresh(),
      this.quizzes.refresh(),
      ...[...this._explanations.values()].map(each => each.refresh())
    ]);
    const streak = this.profile.value?.streak;
    const zone = this._zone();
    // There is no need to tell where somebody is before there are days to count.
    if (streak && streak.zone !== zone && streak.calendar.length > 0) {
      await this.record.useZone(zone);
      await this._profile.refresh();
    }
  }

  /** Ask why a topic stands where it stands. */
  async explain(language: Language, topic: string): Promise<void> {
    const key = keyOf(language, topic);
    const known = this._explanations.get(key);
    await (known ?? this._newExplanation(key, language, topic)).refresh();
  }

  /** Close an offer of help, taken or not. */
  async resolve(
    { trigger, topic }: StruggleAlert,
    dismissed: boolean
  ): Promise<void> {
    this._failure = null;
    try {
      const body = { trigger, topic, dismissed };
      this._profile.put(await this._journey.resolve(body));
    } catch (error) {
      this._failure = asError(error);
      this._onChange();
    }
  }

  /** Ask to see the record. */
  wantRecord(): void {
    this._isRecordWanted = true;
    this._onChange();
  }

  /** The record is in view. */
  sawRecord(): void {
    this._isRecordWanted = false;
  }

  /** What tells of the work in one notebook. */
  newNotes(): Notes {
    return new Notes(this._journey, this.record);
  }

  /** Hear that a verdict came. */
  work(): void {
    this._worked.emit();
  }

  dispose(): void {
    this._isDisposed = true;
    this._profile.dispose();
    this._problems.dispose();
    this.record.dispose();
    this.quizzes.dispose();
    this._explanations.forEach(each => {
      each.dispose();
    });
    Signal.clearData(this);
  }

  private _newExplanation(
    key: string,
    language: Language,
    topic: string
  ): Resource<Explanation> {
    const made = new Resource(signal =>
      this._journey.explain(language, topic, signal)
    );
    made.changed.connect(this._onChange, this);
    this._explanations.set(key, made);
    return made;
  }

  private _onMarked(): void {
    void this._profile.refresh();
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _worked = new Signal<this, void>(this);
  private readonly _profile: Resource<LearnerProfile>;
  private readonly _problems: Resource<WorkedProblems>;
  private readonly _explanations = new Map<string, Resource<Explanation>>();
  private _failure: Error | null = null;
  private _isRecordWanted = false;
  private _isDisposed = false;
}

function keyOf(language: Language, topic: string): string {
  return `${language} ${topic}`;
}

function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
