import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { type ISignal, Signal } from '@lumino/signaling';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import {
  AnswerView,
  type ICellActions,
  type ICellState
} from '../components/answer/AnswerView';
import type { AnswerModel } from '../models/answer';
import { keepOwnKeys } from './ownKeys';

/** What the panel asks of its cell. */
export interface IPanelCell {
  readonly changed: ISignal<unknown, void>;
  readonly state: ICellState;
  readonly actions: ICellActions;
  /** Give the focus back to the cell, as Escape does. */
  focus(): void;
  /** Offer a key to JupyterLab's shortcuts as if it was pressed in the cell; true if it was used. */
  pressed(event: KeyboardEvent): boolean;
}

/** Buttons and results under an answer cell. It asks the server when it first comes into view. */
export class AnswerPanel extends ReactWidget {
  constructor(
    private readonly _model: AnswerModel,
    private readonly _cell: IPanelCell,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-codemm-AnswerPanel');
    keepOwnKeys(this.node);
    this._both = new Signal<this, void>(this);
    this._model.changed.connect(this._onChange, this);
    this._cell.changed.connect(this._onChange, this);
  }

  /** Put the focus on the first button. */
  focusButtons(): void {
    this.node
      .querySelector<HTMLElement>('[role="toolbar"] [tabindex="0"]')
      ?.focus();
  }

  override dispose(): void {
    this._observer?.disconnect();
    this._model.changed.disconnect(this._onChange, this);
    this._cell.changed.disconnect(this._onChange, this);
    Signal.clearData(this);
    super.dispose();
  }

  handleEvent(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      this._cell.focus();
    } else if (hasModifier(event) && this._cell.pressed(event)) {
      event.preventDefault();
    }
  }

  protected override render(): React.ReactElement {
    return (
      <UseSignal signal={this._both}>
        {() => (
          <AnswerView
            model={this._model}
            cell={this._cell.state}
            actions={this._cell.actions}
            trans={this._trans}
          />
        )}
      </UseSignal>
    );
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.node.addEventListener('keydown', this);
    this._observer ??= new IntersectionObserver(entries => {
      if (entries.some(entry => entry.isIntersecting)) {
        void this._model.open();
      }
    });
    this._observer.observe(this.node);
  }

  protected override onBeforeDetach(message: Message): void {
    super.onBeforeDetach(message);
    this.node.removeEventListener('keydown', this);
    this._observer?.disconnect();
  }

  private _onChange(): void {
    this._both.emit();
  }

  private readonly _both: Signal<this, void>;
  private _observer: IntersectionObserver | null = null;
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}
