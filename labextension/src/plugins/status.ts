import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { ICodemmModel, ICodemmPanel } from '../tokens';
import { whenIdle } from './idle';

/** What is being generated, at the bottom of the window. */
export const statusPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-codemm:status',
  description: 'Shows in the status bar how far generation is.',
  autoStart: true,
  requires: [ICodemmModel, ICodemmPanel],
  optional: [IStatusBar, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    model: ICodemmModel,
    panel: ICodemmPanel,
    statusBar: IStatusBar | null,
    translator: ITranslator | null
  ): void => {
    if (!statusBar) {
      return;
    }
    const trans = (translator ?? nullTranslator).load('jupyter_codemm');
    const show = async (): Promise<void> => {
      const [{ GenerationStatus }, state] = await Promise.all([
        import('../widgets/status'),
        model.load()
      ]);
      const item = new GenerationStatus(
        state,
        () => {
          panel.open();
          state.show('author');
        },
        trans
      );
      statusBar.registerStatusItem('jupyter-codemm:status', {
        item,
        align: 'left',
        rank: 100,
        isActive: () => item.isActive,
        activeStateChanged: item.activeChanged
      });
    };
    void app.restored.then(() => {
      whenIdle(() => {
        show().catch(console.error); // the panel says it to who needs it
      });
    });
  }
};
