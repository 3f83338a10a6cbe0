import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { type ISignal, Signal } from '@lumino/signaling';
import * as React from 'react';

import { progressText } from '../components/generationWords';
import type { IGeneration } from '../models/generations';
import type { PanelModel } from '../models/panel';

/** How far the newest generation is; nothing while nothing is generated. */
export class GenerationStatus extends ReactWidget {
  constructor(
    private readonly _model: PanelModel,
    private readonly _onClick: () => void,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-codemm-Status');
    this._model.changed.connect(this._onChange, this);
  }

  get activeChanged(): ISignal<this, void> {
    return this._activeChanged;
  }

  get isActive(): boolean {
    return this._running !== undefined;
  }

  override dispose(): void {
    Signal.clearData(this);
    super.dispose();
  }

  protected override render(): React.ReactElement {
    return (
      <UseSignal signal={this._model.changed}>
        {() => {
          const running = this._running;
          return running ? (
            <button
              className="jp-codemm-Status-button"
              type="button"
              title={this._trans.__('Show the generation')}
              onClick={this._onClick}
            >
              {progressText(running.progress, this._trans)}
            </button>
          ) : (
            <></>
          );
        }}
      </UseSignal>
    );
  }

  private get _running(): IGeneration | undefined {
    return this._model.generations.find(
      ({ isLive, progress }) => isLive && progress.end === null
    );
  }

  private _onChange(): void {
    if (this.isActive !== this._wasActive) {
      this._wasActive = this.isActive;
      this._activeChanged.emit();
    }
  }

  private readonly _activeChanged = new Signal<this, void>(this);
  private _wasActive = false;
}
