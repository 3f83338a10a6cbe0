import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
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
import { OncePer } from '../models/again';
import type { Drafts as OpenDrafts } from '../models/drafts';
import { argsOf, ReplayCommandIDs } from '../replayCommands';
import { ICodemmModel } from '../tokens';
import type { AnswerNotebook } from '../widgets/answerNotebook';
import { Attaching } from './attaching';

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
    const notebooks = new Attaching(
      maker(app, languages, model, trans),
      (reason, again) => {
        tellFailure(reason, again, trans);
      }
    );
    tracker.widgetAdded.connect((_, added) => {
      void notebooks.attach(added);
    });
    followRenames(app, model);
    const current = () => {
      const { currentWidget } = tracker;
      return currentWidget && notebooks.of(currentWidget);
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
function maker(
  app: JupyterFrontEnd,
  languages: IEditorLanguageRegistry,
  codemm: ICodemmModel,
  trans: TranslationBundle
): (panel: NotebookPanel) => Promise<AnswerNotebook | null> {
  // Views of one notebook keep one draft of a cell, whichever of them is closed.
  const drafts = new OncePer<NotebookPanel['context'], OpenDrafts>();
  return async panel => {
    const [{ judgeOf }, { Drafts }, { AnswerNotebook }, model] =
      await Promise.all([
        import('../judge'),
        import('../models/drafts'),
        import('../widgets/answerNotebook'),
        codemm.load()
      ]);
    const isRead = await panel.context.ready.then(
      () => true,
      () => false // JupyterLab itself says that the file cannot be read
    );
    if (!isRead || panel.isDisposed) {
      return null;
    }
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
      drafts: drafts.of(
        panel.context,
        () => new Drafts(model.storage, () => UUID.uuid4())
      ),
      languages: { getLanguage: type => languages.getLanguage(type) },
      trans
    });
  };
}

function tellFailure(
  reason: unknown,
  again: () => void,
  trans: TranslationBundle
): void {
  console.error(reason);
  Notification.error(
    trans.__(
      'The buttons under the answers of a notebook could not be loaded.'
    ),
    {
      autoClose: false,
      actions: [{ label: trans.__('Try again'), callback: again }]
    }
  );
}

/** What was typed and not saved goes with a file or a folder that is renamed, open or not. */
function followRenames(app: JupyterFrontEnd, codemm: ICodemmModel): void {
  const move = async (from: string, to: string): Promise<void> => {
    const [{ Drafts }, model] = await Promise.all([
      import('../models/drafts'),
      codemm.load()
    ]);
    new Drafts(model.storage, () => UUID.uuid4()).moved(from, to);
  };
  app.serviceManager.contents.fileChanged.connect(
    (_, { type, oldValue, newValue }) => {
      if (type === 'rename' && oldValue?.path && newValue?.path) {
        move(oldValue.path, newValue.path).catch(console.error);
      }
    }
  );
}
