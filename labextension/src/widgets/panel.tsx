import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import type { RenderMarkdown } from '../components/MarkdownText';
import { PanelView } from '../components/PanelView';
import type { WorkedProblem } from '../contracts';
import type { CopyFormat } from '../models/journey';
import type { PanelModel } from '../models/panel';
import { isErasureMeant } from './erasure';
import { saveFile } from './saving';

/** The panel as a Lumino widget. It fetches whenever it comes into view. */
export class CodemmPanel extends ReactWidget {
  constructor(
    private readonly _model: PanelModel,
    private readonly _render: RenderMarkdown | null,
    private readonly _trans: TranslationBundle,
    private readonly _replay: (problem: WorkedProblem) => void
  ) {
    super();
    this.addClass('jp-codemm-Panel');
    this.node.tabIndex = -1;
  }

  protected override render(): React.ReactElement {
    return (
      <UseSignal signal={this._model.changed}>
        {() => (
          <PanelView
            model={this._model}
            render={this._render}
            trans={this._trans}
            onCopy={format => void this._copy(format)}
            onErase={() => void this._erase()}
            onReplay={this._replay}
          />
        )}
      </UseSignal>
    );
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      void this._model.refresh();
    }
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    void this._model.refresh();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this.node.focus();
  }
  private async _copy(format: CopyFormat): Promise<void> {
    const file = await this._model.learner.record.copy(format);
    if (file) {
      saveFile(file);
    }
  }

  private async _erase(): Promise<void> {
    if (await isErasureMeant(this._trans)) {
      await this._model.learner.record.erase();
    }
  }
}
