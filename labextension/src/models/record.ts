import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import type { Noted, RecordingSettings, SettingsChange } from '../contracts';
import type { IServerFile } from '../refusals';
import { asError } from './insisting';
import type { CopyFormat, IJourney } from './journey';
import { type ILoadable, Resource } from './resource';

/** What the learner decided about their record. No method rejects. */
export class RecordModel implements IDisposable {
  constructor(private readonly _journey: IJourney) {
    this._settings = new Resource(signal => _journey.getSettings(signal));
    this._settings.changed.connect(this._onChange, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Something was changed that other pages show, too. */
  get acted(): ISignal<this, void> {
    return this._acted;
  }

  /** Everything that is stored of the learner was deleted. */
  get erased(): ISignal<this, void> {
    return this._erased;
  }

  get settings(): ILoadable<RecordingSettings> {
    return this._settings.state;
  }

  /** Whether anything is recorded now; null as long as the server has not said. */
  get isOn(): boolean | null {
    return this.settings.value?.recording ?? null;
  }

  /** Whether everything was deleted while this page was open, and nothing decided since. */
  get isErased(): boolean {
    return this._isErased;
  }

  get isBusy(): boolean {
    return this._isBusy;
  }

  /** Why the last thing that was asked for was not done, unless it was a choice for one class. */
  get failure(): Error | null {
    return this.failureIn(null);
  }

  /** The same of a choice for one class. */
  failureIn(classId: string | null): Error | null {
    return this._failed?.classId === classId ? this._failed.error : null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Ask what was decided. */
  async refresh(): Promise<void> {
    await this._settings.refresh();
  }

  /** As `isOn`, once the server has said; one question for all who ask. */
  async known(): Promise<boolean | null> {
    if (this.isOn === null) {
      this._asking ??= this.refresh().finally(() => {
        this._asking = null;
      });
      await this._asking;
    }
    return this.isOn;
  }

  /** Change some of it. */
  async change(changes: Partial<SettingsChange>): Promise<void> {
    await this._do(async () => {
      this._settings.put(await this._journey.changeSettings(changes));
      this._isErased = false;
      this._acted.emit();
    }, changes.research_in?.class_id);
  }

  /** Take the learner's time zone, when it is another; not of importance enough to tell a failure. */
  async useZone(zone: string): Promise<void> {
    if (this._zone !== zone) {
      const change = this._journey.changeSettings({ time_zone: zone });
      const settings = await change.catch(() => null);
      if (settings) {
        this._zone = zone;
        this._settings.put(settings);
      }
    }
  }

  /** Get a copy of what is stored of the learner; null when that failed. */
  async copy(format: CopyFormat): Promise<IServerFile | null> {
    let file: IServerFile | null = null;
    await this._do(async () => {
      file = await this._journey.copy(format);
    });
    return file;
  }

  /** Delete everything that is stored of the learner. A record that was paused stays so. */
  async erase(): Promise<void> {
    await this._do(async () => {
      const wasOff = this.isOn === false;
      await this._journey.erase();
      this._isErased = true;
      this._zone = null;
      this._erased.emit();
      if (wasOff) {
        await this._journey.changeSettings({ recording: false });
      }
      await this.refresh();
      this._acted.emit();
    });
  }

  /** Hear what became of a note: the record may have been paused on another page. */
  heard({ paused }: Noted): void {
    const { value } = this.settings;
    if (value && value.recording === paused) {
      this._settings.put({ ...value, recording: !paused });
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._settings.dispose();
    Signal.clearData(this);
  }

  private async _do(
    work: () => Promise<void>,
    classId: string | null = null
  ): Promise<void> {
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    this._failed = null;
    this._onChange();
    try {
      await work();
    } catch (error) {
      this._failed = { classId, error: asError(error) };
    } finally {
      this._isBusy = false;
      this._onChange();
    }
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _acted = new Signal<this, void>(this);
  private readonly _erased = new Signal<this, void>(this);
  private readonly _settings: Resource<RecordingSettings>;
  private _asking: Promise<void> | null = null;
  private _zone: string | null = null;
  private _isBusy = false;
  private _isErased = false;
  private _failed: { classId: string | null; error: Error } | null = null;
  private _isDisposed = false;
}
