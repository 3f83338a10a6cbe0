import { PromiseDelegate } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { IApi } from '../api';
import type {
  AuthoringSession,
  PatchOperation,
  SessionSummary
} from '../contracts';
import { ApiError } from '../refusals';
import type { IMemory } from './memory';
import { type ILoadable, Resource } from './resource';
import { emptySession, isEmpty, sessionToOpen } from './sessions';

export type LearningMode = AuthoringSession['learning_mode'];

/** What is asked of the server now: one thing at a time. */
export type Doing = 'opening' | 'sending' | 'saving' | 'starting' | 'stopping';

/** What a model of authoring is given from around it. */
export interface IAuthoringOptions {
  /** Which session was open last. */
  readonly memory: IMemory;
  /** The mode of new sessions. */
  readonly mode: () => LearningMode;
}

/** The authoring sessions, and the one that is open. No method rejects. */
export class AuthoringModel implements IDisposable {
  constructor(
    private readonly _api: IApi,
    private readonly _options: IAuthoringOptions
  ) {
    this._sessions = new Resource(async signal => {
      const { sessions } = await _api.listSessions(signal);
      return sessions;
    });
    this._sessions.changed.connect(this._onChange, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Something was changed that other pages show, too. */
  get acted(): ISignal<this, void> {
    return this._acted;
  }

  get sessions(): ILoadable<readonly SessionSummary[]> {
    return this._sessions.state;
  }

  /** The open session; null until the first one is there. */
  get session(): AuthoringSession | null {
    return this._session;
  }

  /** Another session comes into view: what is typed now belongs into that one. */
  get isLeaving(): boolean {
    return this._isLeaving;
  }

  get doing(): Doing | null {
    return this._doing;
  }

  /** What was said and not answered yet, or could not be sent. */
  get unsent(): string {
    return this._unsent.get(this._session?.id ?? '') ?? '';
  }

  /** Why the last thing that was asked for was not done. */
  get error(): Error | null {
    return this._error;
  }

  /** What it was that was not done. */
  get failed(): Doing | null {
    return this._failed;
  }

  /** The session whose generation there is something to tell of, if the open one is such. */
  get generated(): string | null {
    return this._session !== null && this._session.seed !== null
      ? this._session.id
      : null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Ask for the sessions only. */
  async refreshList(): Promise<void> {
    await this._sessions.refresh();
  }

  /** Ask for the sessions, and for the open one, or the one that was open last. */
  async refresh(): Promise<void> {
    await this._sessions.refresh();
    const known = this._sessions.state.value;
    if (known === null || this._sessions.state.error || this._doing !== null) {
      return;
    }
    const wanted = this._session?.id ?? this._options.memory.get();
    const id = sessionToOpen(known, wanted)?.id;
    if (id === undefined) {
      await this.begin();
    } else if (id === this._session?.id) {
      await this._lookAgain(id);
    } else {
      await this.open(id);
    }
  }

  /** Open a session. */
  async open(sessionId: string): Promise<void> {
    this._isLeaving = this._doing === null && sessionId !== this._session?.id;
    await this._do('opening', () => this._api.getSession(sessionId));
  }

  /** Open a session that is still empty, or a new one: one for all who ask at the same time. */
  async begin(): Promise<void> {
    this._beginning ??= this._begin().finally(() => {
      this._beginning = null;
    });
    await this._beginning;
  }

  /** Say something; a text that cannot be sent stays in `unsent`. */
  async send(text: string): Promise<void> {
    const said = text.trim();
    const id = this._session?.id;
    if (said === '' || id === undefined || this._doing !== null) {
      return;
    }
    this._unsent.set(id, said);
    const isDone = await this._do('sending', async () => {
      const { session } = await this._api.postMessage(id, said);
      this._unsent.delete(id);
      return session;
    });
    if (isDone) {
      await this._tell();
    }
  }

  /** Change the spec, the mode or the class by hand; return whether it was taken. */
  async patch(body: Parameters<IApi['patchSession']>[1]): Promise<boolean> {
    return this._act('saving', async id => {
      const { session } = await this._api.patchSession(id, body);
      return session;
    });
  }

  /** Change fields of the spec by hand; return whether they were taken. */
  async edit(changes: PatchOperation[]): Promise<boolean> {
    return this.patch({ changes });
  }

  /** Switch between practice and guided problems. */
  async setMode(learningMode: LearningMode): Promise<void> {
    if (learningMode !== this._session?.learning_mode) {
      await this.patch({ learning_mode: learningMode });
    }
  }

  /** Start generation, or go on with one that ended early. */
  async generate(): Promise<void> {
    await this._act('starting', async id => {
      await this._api.startGeneration(id);
      return this._api.getSession(id);
    });
  }

  /** Stop the generation of a session, the open one when none is named. */
  async cancel(sessionId = this._session?.id): Promise<void> {
    if (sessionId === this._session?.id) {
      await this._act('stopping', id => this._api.cancelGeneration(id));
    } else if (sessionId !== undefined) {
      await this._do('stopping', async () => {
        await this._api.cancelGeneration(sessionId);
        return this._session;
      });
      await this._tell();
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._sessions.dispose();
    Signal.clearData(this);
  }

  private async _begin(): Promise<void> {
    if (this._sessions.state.value === null) {
      await this._sessions.refresh();
    }
    const empty = this._sessions.state.value?.find(isEmpty);
    await this._busy?.promise; // the panel may be opening another one
    this._isLeaving = empty?.id !== this._session?.id;
    await this._do('opening', () =>
      emptySession(this._api, empty?.id, this._options.mode())
    );
    await this._sessions.refresh();
  }

  private async _act(
    doing: Doing,
    work: (sessionId: string) => Promise<AuthoringSession>
  ): Promise<boolean> {
    const id = this._session?.id;
    if (id === undefined) {
      return false;
    }
    const isDone = await this._do(doing, () => work(id));
    if (isDone) {
      await this._tell();
    }
    return isDone;
  }

  private async _do(
    doing: Doing,
    work: () => Promise<AuthoringSession | null>
  ): Promise<boolean> {
    if (this._doing !== null) {
      return false;
    }
    this._doing = doing;
    this._busy = new PromiseDelegate();
    this._failed = null;
    this._error = null;
    this._onChange();
    try {
      this._session = await work();
      if (this._session !== null) {
        this._options.memory.set(this._session.id);
      }
      return true;
    } catch (error) {
      this._error = error instanceof Error ? error : new Error(String(error));
      this._failed = doing;
      return false;
    } finally {
      this._doing = null;
      this._isLeaving &&= doing !== 'opening';
      this._busy.resolve();
      if (!this._isDisposed) {
        this._onChange();
        this._lookAgainIfRefused();
      }
    }
  }

  /** Another page was faster: show what the session has become. */
  private _lookAgainIfRefused(): void {
    const refusal = this._error;
    const id = this._session?.id;
    if (refusal instanceof ApiError && refusal.status === 409 && id) {
      void this._lookAgain(id);
    }
  }

  /** Fetch the open session anew, in nobody's way: what is asked for meanwhile comes first. */
  private async _lookAgain(id: string): Promise<void> {
    const session = await this._api.getSession(id).catch(() => null);
    if (session && this._doing === null && this._session?.id === id) {
      this._session = session;
      this._onChange();
    }
  }

  private async _tell(): Promise<void> {
    this._acted.emit();
    await this._sessions.refresh();
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _acted = new Signal<this, void>(this);
  private readonly _sessions: Resource<readonly SessionSummary[]>;
  private _beginning: Promise<void> | null = null;
  private _busy: PromiseDelegate<void> | null = null;
  private _session: AuthoringSession | null = null;
  private _doing: Doing | null = null;
  private _isLeaving = false;
  /** By the session in which it was said. */
  private readonly _unsent = new Map<string, string>();
  private _error: Error | null = null;
  private _failed: Doing | null = null;
  private _isDisposed = false;
}
