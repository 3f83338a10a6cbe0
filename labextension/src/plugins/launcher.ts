import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs } from '../commands';
import { ICodemmPanel } from '../tokens';

/** Ways to the panel beside its tab in the sidebar. */
export const launcherPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-codemm:launcher',
  description: 'Adds the panel to the launcher and to the command palette.',
  autoStart: true,
  requires: [ICodemmPanel],
  optional: [ILauncher, ICommandPalette, ITranslator],
  activate: (
    _app: JupyterFrontEnd,
    _panel: ICodemmPanel,
    launcher: ILauncher | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_codemm');
    launcher?.add({
      command: CommandIDs.openPanel,
      category: trans.__('Other'),
      rank: 100
    });
    const listed = [
      CommandIDs.openPanel,
      CommandIDs.newSession,
      CommandIDs.showActivities,
      CommandIDs.showProgress,
      CommandIDs.showRecord,
      CommandIDs.cancelGeneration
    ];
    for (const command of listed) {
      palette?.addItem({ command, category: trans.__('Codemm') });
    }
  }
};
