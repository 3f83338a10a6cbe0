import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import {
  ITranslator,
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { addPanelCommands } from '../commands';
import { addEditingCommands } from '../editingCommands';
import { loadedOnce } from '../models/again';
import type { PanelModel } from '../models/panel';
import { argsOf, ReplayCommandIDs } from '../replayCommands';
import { ICodemmPanel, ICodemmModel } from '../tokens';
import { CodemmSidebar } from '../widgets/sidebar';
import { whenIdle } from './idle';

const ID = 'jupyter-codemm:panel';

/** The state of the panel, which is fetched when it is first needed. */
export const modelPlugin: JupyterFrontEndPlugin<ICodemmModel> = {
  id: 'jupyter-codemm:model',
  description: 'Holds the state of the panel and follows generations.',
  autoStart: true,
  provides: ICodemmModel,
  optional: [ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    settings: ISettingRegistry | null,
    translator: ITranslator | null
  ): ICodemmModel => {
    const trans = (translator ?? nullTranslator).load('jupyter_codemm');
    const load = loadedOnce(() => loadModel(app, settings, trans));
    // What is being generated is followed also by a page whose panel is closed.
    void app.restored.then(() => {
      whenIdle(() => {
        // Whoever needs it later tries again, and says what went wrong.
        load().then(model => model.watch(), console.error);
      });
    });
    return { load };
  }
};

/** The panel in the left sidebar. */
export const panelPlugin: JupyterFrontEndPlugin<ICodemmPanel> = {
  id: ID,
  description: 'Shows authoring, the activities and the health.',
  autoStart: true,
  provides: ICodemmPanel,
  requires: [ICodemmModel],
  optional: [ILayoutRestorer, IRenderMimeRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    model: ICodemmModel,
    restorer: ILayoutRestorer | null,
    registry: IRenderMimeRegistry | null,
    translator: ITranslator | null
  ): ICodemmPanel => {
    const trans = (translator ?? nullTranslator).load('jupyter_codemm');
    const sidebar = new CodemmSidebar(
      () => loadPanel(app, model, registry, trans),
      trans
    );
    app.shell.add(sidebar, 'left', { rank: 600, type: 'Codemm' });
    restorer?.add(sidebar, sidebar.id);

    const panel = {
      open: () => {
        app.shell.activateById(sidebar.id);
      }
    };
    addPanelCommands(app.commands, panel, () => model.load(), trans);
    addEditingCommands(app.commands, panel, () => model.load(), trans);
    return panel;
  }
};

async function loadModel(
  app: JupyterFrontEnd,
  registry: ISettingRegistry | null,
  trans: TranslationBundle
): Promise<PanelModel> {
  const [{ wireModel }, settings] = await Promise.all([
    import('../wiring'),
    // A front end may know the registry and not our schema.
    registry?.load(ID).catch(() => null) ?? null
  ]);
  return wireModel(app, settings, trans);
}

async function loadPanel(
  app: JupyterFrontEnd,
  model: ICodemmModel,
  registry: IRenderMimeRegistry | null,
  trans: TranslationBundle
): Promise<Widget> {
  const [{ CodemmPanel }, { markdownOf }, state] = await Promise.all([
    import('../widgets/panel'),
    import('../widgets/markdown'),
    model.load()
  ]);
  const render = registry && markdownOf(registry);
  return new CodemmPanel(state, render, trans, problem => {
    const { problem_id: problemId, title } = problem;
    void app.commands.execute(
      ReplayCommandIDs.openReplay,
      argsOf({ problemId, title })
    );
  });
}
