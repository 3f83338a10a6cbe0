import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { IApi } from '../api';
import type { Health } from '../contracts';
import { ActivitiesModel, type INotebooks } from './activities';
import { AuthoringModel } from './authoring';
import { ClassroomModel } from './classroom';
import { Deletions } from './deletions';
import { EditorModel, type EditorPlace } from './editor';
import { Generations, type IGeneration } from './generations';
import { LearnerModel } from './learner';
import type { IOwnStorage } from './ownStorage';
import { type ILoadable, Resource } from './resource';
import { stateOf, withOpen } from './sessions';
import { type IPanelOptions, SOLO } from './panelOptions';
import type { ITypedSpec } from './specEntry';
import type { IWish } from './wishes';

/** The parts of the panel, of which one is in view. */
export type PanelPart = 'author' | 'activities' | 'progress' | 'health';

/** The state of the panel. No method rejects. */
export class PanelModel implements IDisposable {
  constructor(
    private readonly _api: IApi,
    notebooks: INotebooks,
    private readonly _options: IPanelOptions = SOLO
  ) {
    this.authoring = new AuthoringModel(_api, _options);
    this.activities = new ActivitiesModel(
      _api,
      notebooks,
      _options.folder,
      new Deletions(_options.deleted)
    );
    this.classroom = _options.isClassroom
      ? new ClassroomModel(_api.classroom, notebooks, _options)
      : null;
    this.classroom?.changed.connect(this._onChange, this);
    this.classroom?.acted.connect(this._onAct, this);
    this.learner = new LearnerModel(_api.journey);
    this._health = new Resource(signal => _api.getHealth(signal));
    this._generations = new Generations(_api);
    this._health.changed.connect(this._onChange, this);
    this._generations.changed.connect(this._onChange, this);
    this._generations.ended.connect(this._onGenerationEnd, this);
    this._generations.refused.connect(this._onRefusal, this);
    this.activities.changed.connect(this._onChange, this);
    this.activities.acted.connect(this._onAct, this);
    this.authoring.changed.connect(this._onAuthoring, this);
    this.authoring.acted.connect(this._onAct, this);
    this.learner.changed.connect(this._onChange, this);
    this.learner.worked.connect(() => void this.refreshPart(), this);
    this.learner.record.erased.connect(this._onErasure, this);
  }

  readonly authoring: AuthoringModel;
  /** What was typed in a session, by its id, and not sent: other parts may come into view. */
  readonly typed = new Map<string, string>();
  /** The same of the form in the card. */
  readonly typedSpecs = new Map<string, ITypedSpec>();
  readonly activities: ActivitiesModel;
  /** The user's classes; null where there are none. */
  readonly classroom: ClassroomModel | null;
  readonly learner: LearnerModel;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Something was changed that other pages show, too. */
  get acted(): ISignal<this, void> {
    return this._acted;
  }

  /** A generation ended while it was watched. */
  get ended(): ISignal<this, IGeneration> {
    return this._ended;
  }

  /** What this browser keeps for the user. */
  get storage(): IOwnStorage {
    return this._options.storage;
  }

  get part(): PanelPart {
    return this._part;
  }

  get health(): ILoadable<Health> {
    return this._health.state;
  }

  get generations(): readonly IGeneration[] {
    return this._generations.all;
  }

  /** The generation of the open session, if there is one. */
  get generation(): IGeneration | null {
    const { session, generated } = this.authoring;
    const id = session?.state === 'GENERATING' ? session.id : generated;
    return id === null ? null : this._generations.of(id);
  }

  /** The activity that is edited, in the place of the list of activities. */
  get editor(): EditorModel | null {
    return this._editor;
  }

  /** The activity that was edited last: where the list takes up again. */
  get lastEdited(): string | null {
    return this._lastEdited;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Bring a part of the panel into view. */
  show(part: PanelPart): void {
    this._part = part;
    this._onChange();
    void this.refreshPart();
  }

  /** Bring what is recorded of the learner into view. */
  showRecord(): void {
    this.learner.wantRecord();
    this.show('progress');
  }

  /** Begin a new conversation with a wish. */
  async begin({ text, mode }: IWish): Promise<void> {
    this.show('author');
    await this.authoring.begin();
    if (this.authoring.session?.messages.length === 0) {
      await this.authoring.setMode(mode);
      await this.authoring.send(text);
    }
  }

  /** Open an activity for changes, at a place of it. */
  async edit(
    activityId: string,
    place: EditorPlace = { name: 'problems' }
  ): Promise<void> {
    if (this._editor?.activityId !== activityId) {
      this.leaveEditor();
      this._editor = new EditorModel(this._api, activityId, this.storage);
      this._editor.changed.connect(this._onChange, this);
      this._editor.acted.connect(this._onEdit, this);
    }
    this._lastEdited = activityId;
    this._part = 'activities';
    this._editor.go(place);
    await this._editor.refresh();
  }

  /** Show the list of activities again. */
  leaveEditor(): void {
    this._editor?.dispose();
    this._editor = null;
    this._onChange();
  }

  /** Ask the server for everything anew. */
  async refresh(): Promise<void> {
    await Promise.all([
      this.refreshHealth(),
      this.refreshActivities(),
      this.refreshProgress()
    ]);
  }

  /** Ask what works on this installation. */
  async refreshHealth(): Promise<void> {
    await this._health.refresh();
  }

  /** Ask for the progress if it is looked at: a class that submits need not ask for more. */
  async refreshProgress(): Promise<void> {
    if (this._part === 'progress') {
      await Promise.all([
        this.learner.refresh(),
        this.classroom?.refreshAccesses()
      ]);
    }
  }

  /** Ask for the activities, the sessions, and the generations that run. */
  async refreshActivities(): Promise<void> {
    this._generations.forgetEnded(this.authoring.generated);
    await Promise.all([
      this.activities.refresh(),
      this._refreshClasses(),
      this.authoring.refresh(),
      this._editor?.refresh()
    ]);
    this._watch();
  }

  /** Find out whether anything is being generated, and follow it. */
  async watch(): Promise<void> {
    await this.authoring.refreshList();
    this._watch();
  }

  dispose(): void {
    this._isDisposed = true;
    this._health.dispose();
    this._editor?.dispose();
    this._generations.dispose();
    this.activities.dispose();
    this.classroom?.dispose();
    this.authoring.dispose();
    this.learner.dispose();
    Signal.clearData(this);
  }

  private _watch(): void {
    const { sessions, session, generated } = this.authoring;
    this._watched = stateOf(session);
    const known = sessions.value ?? [];
    this._generations.watch(
      session ? withOpen(known, session) : known,
      generated
    );
  }

  private _onAuthoring(): void {
    if (stateOf(this.authoring.session) !== this._watched) {
      this._watch();
    }
    this._onChange();
  }

  private _onGenerationEnd(_: Generations, generation: IGeneration): void {
    this._ended.emit(generation);
    void this.authoring.refresh();
    void this.activities.refresh();
    void this.classroom?.refreshModels();
  }

  private _onRefusal(): void {
    void this.refreshActivities();
  }

  private _onEdit(): void {
    this._acted.emit();
    void this.activities.refresh();
  }

  private _onAct(): void {
    this._acted.emit();
  }

  /** What is in view may have changed with what was done elsewhere. */
  async refreshPart(): Promise<void> {
    if (this._part === 'activities') {
      await this._refreshClasses();
    }
    await this.refreshProgress();
  }

  /** Ask what the classes gave, and what was decided of the record, which stands beside them. */
  private async _refreshClasses(): Promise<void> {
    if (this.classroom) {
      const { record } = this.learner;
      await Promise.all([this.classroom.refresh(), record.known()]);
    }
  }

  private _onErasure(): void {
    this.leaveEditor();
    this.storage.clear();
    this.typed.clear();
    this.typedSpecs.clear();
    this.activities.forgetDeleted();
    this._acted.emit();
    void this.refresh();
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _acted = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, IGeneration>(this);
  private readonly _health: Resource<Health>;
  private readonly _generations: Generations;
  private _editor: EditorModel | null = null;
  private _lastEdited: string | null = null;
  private _part: PanelPart = 'author';
  private _watched = '';
  private _isDisposed = false;
}
