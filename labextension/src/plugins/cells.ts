import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import {
  ITranslator,
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';
import { UUID } from '@lumino/coreutils';

import { addAnswerCommands } from '../answerCommands';
import { CommandIDs } from '../commands';
import { argsOf, ReplayCommandIDs } from '../replayCommands';
import { ICodemmModel } from '../tokens';
import type { AnswerNotebook } from '../widgets/answerNotebook';

/** Buttons and results under the answer cells of every notebook. */
export const cellsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-codemm:cells',
  description: 'Runs, submits and explains the answers of a notebook.',
  autoStart: true,
  requires: [INotebookTracker, IEditorLanguageRegistry, ICodemmModel],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    languages: IEditorLanguageRegistry,
    model: ICodemmModel,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_codemm');
    const notebooks = new WeakMap<NotebookPanel, AnswerNotebook>();
    const attach = attacher(app, languages, model, trans);
    tracker.widgetAdded.connect((_, added) => {
      void attach(added).then(notebook => {
        notebooks.set(added, notebook);
      });
    });
    const current = () => {
      const { currentWidget } = tracker;
      return (currentWidget && notebooks.get(currentWidget)) ?? null;
    };
    const active = () => current()?.active ?? null;
    app.commands.commandExecuted.connect((_, { id }) => {
      if (id === 'docmanager:save' || id === 'docmanager:save-as') {
        current()?.expectSave();
      }
    });
    const commands = addAnswerCommands(app.commands, active, trans);
    tracker.activeCellChanged.connect(() => {
      commands.forEach(id => {
        app.commands.notifyCommandChanged(id);
      });
    });
    for (const command of commands) {
      palette?.addItem({ command, category: trans.__('Codemm') });
    }
  }
};

/** What notebooks need is loaded with the first of them. */
function attacher(
  app: JupyterFrontEnd,
  languages: IEditorLanguageRegistry,
  codemm: ICodemmModel,
  trans: TranslationBundle
): (panel: NotebookPanel) => Promise<AnswerNotebook> {
  const page = UUID.uuid4();
  return async panel => {
    const [{ judgeOf }, { Drafts }, { AnswerNotebook }, model] =
      await Promise.all([
        import('../judge'),
        import('../models/drafts'),
        import('../widgets/answerNotebook'),
        codemm.load()
      ]);
    await panel.context.ready;
    return new AnswerNotebook(panel, {
      judge: judgeOf(app.serviceManager.serverSettings),
      recording: {
        notes: model.learner.newNotes(),
        record: model.learner.record,
        judged: () => {
          model.learner.work();
        },
        show: () => {
          void app.commands.execute(CommandIDs.showRecord);
        },
        replay: (problemId, title) => {
          void app.commands.execute(
            ReplayCommandIDs.openReplay,
            argsOf({ problemId, title })
          );
        }
      },
      drafts: new Drafts(window.localStorage, page),
      languages: { getLanguage: type => languages.getLanguage(type) },
      trans
    });
  };
}
