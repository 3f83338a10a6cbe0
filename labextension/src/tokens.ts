import { Token } from '@lumino/coreutils';

import type { PanelModel } from './models/panel';

/** The Codemm panel in the left sidebar. */
export interface ICodemmPanel {
  /** Show the panel and put the focus into it. */
  open(): void;
}

export const ICodemmPanel = new Token<ICodemmPanel>(
  'jupyter-codemm:ICodemmPanel',
  'The Codemm panel: authoring, the list of activities, and the health of the installation.'
);

/** What the panel shows, and what other plugins may show of it. */
export interface ICodemmModel {
  /** The state, loaded with the first call. */
  load(): Promise<PanelModel>;
}

export const ICodemmModel = new Token<ICodemmModel>(
  'jupyter-codemm:ICodemmModel',
  'The state of the Codemm panel: sessions, generations and activities.'
);
