import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type {
  AccessLog,
  ChallengeView,
  EmitNotebook,
  GivenToMe,
  MyModels,
  NotebookWritten,
  SchoolClass
} from '../contracts';
import type { INotebooks } from './activities';
import { type Doing, Errands } from './errands';
import { type ILoadable, Resource } from './resource';

/** What a learner asks of the class service. */
export interface IClassroom {
  /** The classes, and what they were given. */
  given(signal: AbortSignal): Promise<GivenToMe>;
  /** What the user may ask of language models, and what is left of that. */
  models(signal: AbortSignal): Promise<MyModels>;
  /** Who of the staff read, or erased, what of the user's record, the last time first. */
  accesses(signal: AbortSignal): Promise<AccessLog>;
  /** Enter a class by its code. */
  join(code: string): Promise<SchoolClass>;
  /** Write the notebook of a challenge into a folder and return its path. */
  emitNotebook(
    challengeId: string,
    body: EmitNotebook
  ): Promise<NotebookWritten>;
}

/** What the page around it tells. */
export interface IClassroomOptions {
  /** The folder for new notebooks. */
  readonly folder?: () => string;
  /** Where a browser finds the pages of those who teach; empty where there are none. */
  readonly teach?: string;
}

/** How entering a class stands: the class that was entered last, or why none was. */
export type Joining = 'joining' | SchoolClass | Error | null;

/** The user's classes and what they were given. No method rejects. */
export class ClassroomModel implements IDisposable {
  constructor(
    private readonly _api: IClassroom,
    private readonly _notebooks: INotebooks,
    private readonly _options: IClassroomOptions = {}
  ) {
    this._given = new Resource(signal => _api.given(signal));
    this._models = new Resource(signal => _api.models(signal));
    this._accesses = new Resource(signal => _api.accesses(signal));
    this._given.changed.connect(this._onChange, this);
    this._models.changed.connect(this._onChange, this);
    this._accesses.changed.connect(this._onChange, this);
    this._errands.changed.connect(this._onChange, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Something was changed that other pages show, too. */
  get acted(): ISignal<this, void> {
    return this._acted;
  }

  get given(): ILoadable<GivenToMe> {
    return this._given.state;
  }

  /** What the user may ask of language models; null as long as it is not known. */
  get models(): MyModels | null {
    return this._models.state.value;
  }

  /** Who of the staff read, or erased, what of the user's record, the last time first. */
  get accesses(): ILoadable<AccessLog> {
    return this._accesses.state;
  }

  /** Where the pages of those who teach are, for who does; null for others. */
  get teach(): string | null {
    return (this.given.value?.teaches && this._options.teach) || null;
  }

  /** Per challenge id. */
  get errands(): ReadonlyMap<string, Doing<'opening'>> {
    return this._errands.all;
  }

  get joining(): Joining {
    return this._joining;
  }

  get isDisposed(): boolean {
    return this._given.isDisposed;
  }

  /** Ask the service for everything. */
  async refresh(): Promise<void> {
    await Promise.all([this._given.refresh(), this.refreshModels()]);
  }

  /** Ask what is left of models: something was asked of one. */
  async refreshModels(): Promise<void> {
    await this._models.refresh();
  }

  /** Ask who looked at the user's record. */
  async refreshAccesses(): Promise<void> {
    await this._accesses.refresh();
  }

  /** Enter a class; returns whether that went well. */
  async join(code: string): Promise<boolean> {
    if (this._joining === 'joining') {
      return false;
    }
    this._setJoining('joining');
    try {
      this._setJoining(await this._api.join(code));
    } catch (error) {
      this._setJoining(
        error instanceof Error ? error : new Error(String(error))
      );
      return false;
    }
    this._acted.emit();
    await this.refresh();
    return true;
  }

  /** Open the user's notebook of a challenge, written first when it is not there. */
  async open({ challenge, notebook }: ChallengeView): Promise<void> {
    await this._errands.run(challenge.id, 'opening', async () => {
      // The user may have moved or deleted the file since it was written.
      if (notebook !== null && (await this._notebooks.exists(notebook))) {
        await this._notebooks.open(notebook);
        return;
      }
      const directory = this._options.folder?.() ?? '';
      const { path } = await this._api.emitNotebook(challenge.id, {
        directory
      });
      this._acted.emit();
      void this.refresh();
      await this._notebooks.open(path);
    });
  }

  dispose(): void {
    this._given.dispose();
    this._models.dispose();
    this._accesses.dispose();
    Signal.clearData(this);
  }

  private _setJoining(joining: Joining): void {
    this._joining = joining;
    this._onChange();
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _acted = new Signal<this, void>(this);
  private readonly _given: Resource<GivenToMe>;
  private readonly _models: Resource<MyModels>;
  private readonly _accesses: Resource<AccessLog>;
  private readonly _errands = new Errands<'opening'>();
  private _joining: Joining = null;
}
