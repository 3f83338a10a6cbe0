import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';

import { codemmIcon } from './icon';
import type { ICodemmPanel } from './tokens';

export namespace CommandIDs {
  export const openPanel = 'jupyter-codemm:open-panel';
}

/** Add the commands of the panel. */
export function addPanelCommands(
  commands: JupyterFrontEnd['commands'],
  panel: ICodemmPanel,
  trans: TranslationBundle
): IDisposable {
  return commands.addCommand(CommandIDs.openPanel, {
    label: trans.__('Codemm'),
    caption: trans.__('Show your activities and what works on this machine'),
    icon: codemmIcon,
    describedBy: { args: { type: 'object', properties: {} } },
    execute: () => {
      panel.open();
    }
  });
}
