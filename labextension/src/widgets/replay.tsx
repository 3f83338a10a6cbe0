import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import { Replay } from '../components/replay/Replay';
import type { Colour } from '../models/colours';
import type { IReplaySource } from '../models/replay';
import type { IReplayed } from '../replayCommands';
import { keepOwnKeys } from './ownKeys';

/** The replay of a journey as a Lumino widget. */
export class ReplayPanel extends ReactWidget {
  constructor(
    readonly replayed: IReplayed,
    private readonly _source: IReplaySource,
    private readonly _colour: Colour | null,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-codemm-Replay');
    this.node.tabIndex = -1;
    keepOwnKeys(this.node);
  }

  protected override render(): React.ReactElement {
    const { title } = this.replayed;
    return (
      <Replay
        source={this._source}
        title={
          title
            ? this._trans.__('Replay: %1', title)
            : this._trans.__('Replay of my work')
        }
        colour={this._colour}
        isVisible={this.isVisible}
        trans={this._trans}
      />
    );
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.update();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.update();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this.node.focus();
  }
}
