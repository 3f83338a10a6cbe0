import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import { type Doing, Errands } from '../../models/errands';
import type { IServerFile } from '../../refusals';

/** Files that the service makes, each asked for by its name. No method rejects. */
export class FilesModel implements IDisposable {
  constructor(private readonly _save: (file: IServerFile) => void) {
    this._errands.changed.connect(() => {
      this._changed.emit();
    });
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** What is being made, or why it was not. */
  get errands(): ReadonlyMap<string, Doing<'making'>> {
    return this._errands.all;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Have a file made, and save it. */
  async make(name: string, ask: () => Promise<IServerFile>): Promise<void> {
    await this._errands.run(name, 'making', async () => {
      this._save(await ask());
    });
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _errands = new Errands<'making'>();
  private _isDisposed = false;
}
