import { Token } from '@lumino/coreutils';

/** The Codemm panel in the left sidebar. */
export interface ICodemmPanel {
  /** Show the panel and put the focus into it. */
  open(): void;
}

export const ICodemmPanel = new Token<ICodemmPanel>(
  'jupyter-codemm:ICodemmPanel',
  'The Codemm panel: health of the installation and the list of activities.'
);
