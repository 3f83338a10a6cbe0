import type { CodeCell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import { LostView } from '../components/answer/LostView';
import { asError } from '../models/insisting';
import type { IJudge } from '../models/judge';
import { insertBelowInput } from './insertion';
import { keepOwnKeys } from './ownKeys';

/** Offers an answer cell its first line again. The rest of the cell stays as it is. */
export class LostAnswer extends ReactWidget {
  constructor(
    private readonly _cell: CodeCell,
    readonly problemId: string,
    private readonly _judge: IJudge,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-codemm-AnswerPanel');
    keepOwnKeys(this.node);
    void insertBelowInput(_cell, this);
  }

  override dispose(): void {
    this._call.abort();
    super.dispose();
  }

  protected override render(): React.ReactElement {
    return (
      <LostView
        failure={this._failure}
        trans={this._trans}
        onRestore={() => void this._restore()}
      />
    );
  }

  private async _restore(): Promise<void> {
    try {
      const { signal } = this._call;
      const { header } = await this._judge.getProblem(this.problemId, signal);
      const { sharedModel } = this._cell.model;
      sharedModel.setSource(`${header}\n${sharedModel.getSource()}`);
    } catch (error) {
      if (!this.isDisposed) {
        this._failure = asError(error);
        this.update();
      }
    }
  }

  private readonly _call = new AbortController();
  private _failure: Error | null = null;
}
