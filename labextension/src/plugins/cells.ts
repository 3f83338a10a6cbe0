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
import type { AnswerNotebook } from '../widgets/answerNotebook';

/** Buttons and results under the answer cells of every notebook. */
export const cellsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-codemm:cells',
  description: 'Runs, submits and explains the answers of a notebook.',
  autoStart: true,
  requires: [INotebookTracker, IEditorLanguageRegistry],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    languages: IEditorLanguageRegistry,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_codemm');
    const notebooks = new WeakMap<NotebookPanel, AnswerNotebook>();
    const attach = attacher(app, languages, trans);
    tracker.widgetAdded.connect((_, panel) => {
      void attach(panel).then(notebook => {
        notebooks.set(panel, notebook);
      });
    });
    const active = () => {
      const panel = tracker.currentWidget;
      return (panel && notebooks.get(panel)?.active) ?? null;
    };
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
  trans: TranslationBundle
): (panel: NotebookPanel) => Promise<AnswerNotebook> {
  const page = UUID.uuid4();
  return async panel => {
    const [{ judgeOf }, { Drafts }, { AnswerNotebook }] = await Promise.all([
      import('../judge'),
      import('../models/drafts'),
      import('../widgets/answerNotebook')
    ]);
    await panel.context.ready;
    return new AnswerNotebook(panel, {
      judge: judgeOf(app.serviceManager.serverSettings),
      drafts: new Drafts(window.localStorage, page),
      languages: { getLanguage: type => languages.getLanguage(type) },
      trans
    });
  };
}
