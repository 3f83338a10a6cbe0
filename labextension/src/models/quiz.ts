import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type {
  Quiz,
  QuizAnswers,
  QuizCatalogue,
  QuizRequest
} from '../contracts';
import { ApiError } from '../refusals';
import { asError } from './insisting';
import { type ILoadable, Resource } from './resource';

/** What a page asks about quizzes. */
export interface IQuizzes {
  listQuizTopics(signal: AbortSignal): Promise<QuizCatalogue>;
  /** Begin one, or go on with the one on this topic that is open. */
  beginQuiz(body: QuizRequest): Promise<Quiz>;
  getQuiz(quizId: string): Promise<Quiz>;
  answerQuiz(quizId: string, body: QuizAnswers): Promise<Quiz>;
}

const CONFLICT = 409;

/** The quiz that a learner takes now. No method rejects. */
export class QuizModel implements IDisposable {
  constructor(private readonly _api: IQuizzes) {
    this._catalogue = new Resource(signal => _api.listQuizTopics(signal));
    this._catalogue.changed.connect(this._onChange, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** A quiz was marked. */
  get marked(): ISignal<this, void> {
    return this._marked;
  }

  get catalogue(): ILoadable<QuizCatalogue> {
    return this._catalogue.state;
  }

  /** The quiz that is open, answered or not. */
  get quiz(): Quiz | null {
    return this._quiz;
  }

  /** What is chosen for each question; null where nothing is yet. */
  get chosen(): readonly (number | null)[] {
    return this._chosen;
  }

  get answered(): number {
    return this._chosen.filter(choice => choice !== null).length;
  }

  get isBusy(): boolean {
    return this._isBusy;
  }

  /** What went wrong last. */
  get failure(): Error | null {
    return this._failure;
  }

  get isDisposed(): boolean {
    return this._catalogue.isDisposed;
  }

  /** Ask once what there are quizzes on: it changes only with the server. */
  async refresh(): Promise<void> {
    if (this.catalogue.value === null) {
      await this._catalogue.refresh();
    }
  }

  /** Whether there is a quiz on a topic, as far as is known. */
  has({ language, topic }: QuizRequest): boolean {
    return (
      this.catalogue.value?.languages.some(
        each => each.language === language && each.topics.includes(topic)
      ) ?? false
    );
  }

  async begin(request: QuizRequest): Promise<void> {
    await this._run(async () => {
      this._open(await this._api.beginQuiz(request));
    });
  }

  /** Choose an answer; after the marking nothing changes any more. */
  choose(question: number, choice: number): void {
    if (this._quiz?.report === null && !this._isBusy) {
      this._chosen = this._chosen.map((old, at) =>
        at === question ? choice : old
      );
      this._onChange();
    }
  }

  /** Hand in the answers, once every question has one. */
  async submit(): Promise<void> {
    const quiz = this._quiz;
    const choices = this._chosen.filter(choice => choice !== null);
    if (!quiz || quiz.report || choices.length < quiz.questions.length) {
      return;
    }
    await this._run(async () => {
      this._open(await this._answered(quiz, choices));
      this._marked.emit();
    });
  }

  /** Close the quiz; one without answers can be gone on with later. */
  leave(): void {
    this._quiz = null;
    this._chosen = [];
    this._failure = null;
    this._onChange();
  }

  dispose(): void {
    this._catalogue.dispose();
    Signal.clearData(this);
  }

  /** It may have been answered on another page, or the reply may have been lost. */
  private async _answered(quiz: Quiz, choices: number[]): Promise<Quiz> {
    try {
      return await this._api.answerQuiz(quiz.id, { choices });
    } catch (error) {
      if (error instanceof ApiError && error.status === CONFLICT) {
        return this._api.getQuiz(quiz.id);
      }
      throw error;
    }
  }

  private _open(quiz: Quiz): void {
    this._quiz = quiz;
    this._chosen =
      quiz.report?.marks.map(({ chosen }) => chosen) ??
      quiz.questions.map(() => null);
  }

  private async _run(work: () => Promise<void>): Promise<void> {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._failure = null;
    this._onChange();
    try {
      await work();
    } catch (error) {
      this._failure = asError(error);
    }
    this._isBusy = false;
    this._onChange();
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _marked = new Signal<this, void>(this);
  private readonly _catalogue: Resource<QuizCatalogue>;
  private _quiz: Quiz | null = null;
  private _chosen: readonly (number | null)[] = [];
  private _isBusy = false;
  private _failure: Error | null = null;
}
