import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ITranslator,
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { addPanelCommands } from '../commands';
import { ICodemmPanel } from '../tokens';
import { CodemmSidebar } from '../widgets/sidebar';

/** The panel in the left sidebar. */
export const panelPlugin: JupyterFrontEndPlugin<ICodemmPanel> = {
  id: 'jupyter-codemm:panel',
  description: 'Shows the activities and the health of the installation.',
  autoStart: true,
  provides: ICodemmPanel,
  optional: [ILayoutRestorer, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    restorer: ILayoutRestorer | null,
    translator: ITranslator | null
  ): ICodemmPanel => {
    const trans = (translator ?? nullTranslator).load('jupyter_codemm');
    const sidebar = new CodemmSidebar(() => loadPanel(app, trans), trans);
    app.shell.add(sidebar, 'left', { rank: 600, type: 'Codemm' });
    restorer?.add(sidebar, sidebar.id);

    const panel = {
      open: () => {
        app.shell.activateById(sidebar.id);
      }
    };
    addPanelCommands(app.commands, panel, trans);
    return panel;
  }
};

async function loadPanel(
  app: JupyterFrontEnd,
  trans: TranslationBundle
): Promise<Widget> {
  const [{ connect }, { PanelModel }, { notebooksOf }, { CodemmPanel }] =
    await Promise.all([
      import('../api'),
      import('../models/panel'),
      import('../notebooks'),
      import('../widgets/panel')
    ]);
  const api = connect(app.serviceManager.serverSettings);
  return new CodemmPanel(new PanelModel(api, notebooksOf(app)), trans);
}
