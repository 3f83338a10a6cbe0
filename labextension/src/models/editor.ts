import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { IApi } from '../api';
import type {
  AcceptedEdit,
  Activity,
  AddProblem,
  Problem,
  ProblemEdit
} from '../contracts';
import { ApiError } from '../refusals';
import { ArrangementModel } from './arrangement';
import { type ILearnerView, learnerViewOf } from './learnerView';
import { changesOf, TestsError } from './problemEntry';
import { ProposalModel } from './proposal';
import { type ILoadable, Resource } from './resource';
import { type ITypedStorage, TypedEntries } from './typed';
import { VersionsModel } from './versions';

/** What is in view of an activity that is edited. */
export type EditorPlace =
  | { readonly name: 'problems' | 'add' | 'proposal' | 'versions' }
  | {
      readonly name: 'problem' | 'regenerate' | 'preview';
      readonly problemId: string;
    };

/** A wish for a problem that is written anew or added. */
export type SlotWish = Pick<AddProblem, 'difficulty' | 'topics'>;

/** An activity that is edited. No method rejects. */
export class EditorModel implements IDisposable {
  constructor(
    private readonly _api: Pick<
      IApi,
      'editing' | 'getActivity' | 'publishActivity'
    >,
    readonly activityId: string,
    storage: ITypedStorage
  ) {
    const { editing } = _api;
    this.typed = new TypedEntries(storage, activityId);
    this.proposal = new ProposalModel(editing, activityId);
    this.versions = new VersionsModel(editing, activityId);
    this.arrangement = new ArrangementModel(_api, activityId);
    this.arrangement.changed.connect(this._onArrangement, this);
    this.arrangement.acted.connect(this._onAct, this);
    this.versions.changed.connect(this._onChange, this);
    this.proposal.changed.connect(this._onProposal, this);
    this.proposal.accepted.connect(this._onAccepted, this);
  }

  readonly arrangement: ArrangementModel;
  readonly typed: TypedEntries;
  readonly proposal: ProposalModel;
  readonly versions: VersionsModel;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Something was changed that other pages show, too. */
  get acted(): ISignal<this, void> {
    return this._acted;
  }

  get activity(): ILoadable<Activity> {
    return this.arrangement.activity;
  }

  get place(): EditorPlace {
    return this._place;
  }

  /** The problem that was in view last: where the list takes up again. */
  get lastProblem(): string | null {
    return this._lastProblem;
  }

  /** What learners see of the problem in view. */
  get preview(): ILoadable<ILearnerView | null> | null {
    return this._preview?.state ?? null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** The problem with an id, if the activity has it. */
  problem(id: string | null): Problem | null {
    return this.activity.value?.problems.find(each => each.id === id) ?? null;
  }

  /** Ask for the activity, and for a change of it that is open. */
  async refresh(): Promise<void> {
    await Promise.all([this.arrangement.refresh(), this.proposal.refresh()]);
  }

  /** Bring something of the activity into view. */
  go(place: EditorPlace): void {
    this._place = place;
    this.arrangement.forgive();
    if ('problemId' in place) {
      this._lastProblem = place.problemId;
    }
    this.proposal.forgive();
    this._showPreview(place.name === 'preview' ? place.problemId : null);
    if (place.name === 'versions') {
      void this.versions.show(null);
      void this.versions.refresh();
    }
    this._onChange();
  }

  /** Change a problem as it was typed; say why not when there is nothing that could be asked. */
  changeByHand(problem: Problem): 'asked' | 'same' | TestsError {
    const { entry, reference } = this.typed.of(problem);
    const changes = changesOf(problem, entry);
    if (changes instanceof TestsError) {
      return changes;
    }
    if (Object.keys(changes).length === 0) {
      return 'same';
    }
    const solution = reference.trim() === '' ? null : { code: reference };
    this._ask(version =>
      this._api.editing.edit(this.activityId, problem.id, {
        changes,
        version,
        ...(solution && { reference: solution })
      })
    );
    return 'asked';
  }

  /** Change a problem by what is said about it. */
  changeInWords(problem: Problem): void {
    const { instruction } = this.typed.of(problem);
    this._ask(version =>
      this._api.editing.edit(this.activityId, problem.id, {
        instruction,
        version
      })
    );
  }

  /** Go back to where a change was asked for that was not made. */
  changeAgain({ kind, problem_id }: ProblemEdit): void {
    this.proposal.dismiss();
    const problem = this.problem(problem_id);
    if (problem === null) {
      this.go({ name: kind === 'add' ? 'add' : 'problems' });
      return;
    }
    const name = kind === 'regenerate' ? 'regenerate' : 'problem';
    this.go({ name, problemId: problem.id });
  }

  /** Have a problem written anew. */
  regenerate(problemId: string, wish: SlotWish): void {
    this._ask(version =>
      this._api.editing.regenerate(this.activityId, problemId, {
        ...wish,
        version
      })
    );
  }

  /** Have one more problem written. */
  add(wish: SlotWish): void {
    this._ask(version =>
      this._api.editing.add(this.activityId, { ...wish, version })
    );
  }

  dispose(): void {
    this._isDisposed = true;
    this.arrangement.dispose();
    this._preview?.dispose();
    this.proposal.dispose();
    this.versions.dispose();
    Signal.clearData(this);
  }

  private _ask(
    work: (version: number) => ReturnType<IApi['editing']['add']>
  ): void {
    const version = this.activity.value?.version;
    if (version !== undefined) {
      void this.proposal
        .ask(() => work(version))
        .then(isBegun => {
          if (isBegun) {
            this._place = { name: 'proposal' };
            this._onChange();
          } else {
            this._lookAgainIfStale(this.proposal.error);
          }
        });
    }
  }

  /** Another page was faster: show what the activity has become. */
  private _lookAgainIfStale(error: Error | null): void {
    if (error instanceof ApiError && error.status === 409) {
      void this.refresh();
    }
  }

  private _showPreview(problemId: string | null): void {
    this._preview?.dispose();
    this._preview = null;
    if (problemId !== null) {
      this._preview = new Resource(async signal => {
        const { editing } = this._api;
        const file = await editing.getNotebook(this.activityId, signal);
        return learnerViewOf(file, problemId);
      });
      this._preview.changed.connect(this._onChange, this);
      void this._preview.refresh();
    }
  }

  private _onProposal(): void {
    if (this.proposal.edit === null && this._place.name === 'proposal') {
      this._place = { name: 'problems' };
    }
    this._onChange();
  }

  private _onAccepted(
    _: ProposalModel,
    { activity, edit }: AcceptedEdit
  ): void {
    this.arrangement.take(activity);
    this._lastProblem = edit.new_problem_id ?? edit.problem_id;
    const problem = this.problem(edit.problem_id);
    if (edit.kind === 'regenerate' && edit.problem_id !== null) {
      this.typed.drop(edit.problem_id);
    } else if (problem && edit.kind === 'changes') {
      this.typed.taken(problem, 'by hand');
    } else if (problem && edit.kind === 'instruction') {
      this.typed.taken(problem, 'in words');
    }
  }

  private _onArrangement({ error }: ArrangementModel): void {
    if (error !== this._refusal) {
      this._refusal = error;
      this._lookAgainIfStale(error);
    }
    this._onChange();
  }

  private _onAct(): void {
    this._acted.emit();
    if (this._place.name === 'versions') {
      void this.versions.refresh();
    }
  }

  private _onChange(): void {
    if (!this._isDisposed) {
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _acted = new Signal<this, void>(this);
  private _preview: Resource<ILearnerView | null> | null = null;
  private _place: EditorPlace = { name: 'problems' };
  private _lastProblem: string | null = null;
  private _refusal: Error | null = null;
  private _isDisposed = false;
}
