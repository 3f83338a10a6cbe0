import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  MainAreaWidget,
  WidgetTracker
} from '@jupyterlab/apputils';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import {
  ITranslator,
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';

import { codemmIcon } from '../icon';
import {
  addReplayCommand,
  argsOf,
  type IReplayed,
  ReplayCommandIDs
} from '../replayCommands';
import type { ReplayPanel } from '../widgets/replay';

/** Looking back at one's own work, in the main area. */
export const replayPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-codemm:replay',
  description: 'Shows the learner their own work on a problem step by step.',
  autoStart: true,
  optional: [
    IEditorLanguageRegistry,
    ILayoutRestorer,
    ICommandPalette,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    languages: IEditorLanguageRegistry | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_codemm');
    const tracker = new WidgetTracker<MainAreaWidget<ReplayPanel>>({
      namespace: 'jupyter-codemm-replay'
    });
    const open = async (replayed: IReplayed): Promise<void> => {
      const id = idOf(replayed);
      const known = tracker.find(widget => widget.id === id);
      const widget =
        known ?? (await newReplay(app, replayed, languages, trans));
      widget.id = id;
      if (!tracker.has(widget)) {
        await tracker.add(widget);
      }
      if (!widget.isAttached) {
        app.shell.add(widget, 'main');
      }
      app.shell.activateById(id);
    };
    addReplayCommand(app.commands, open, trans);
    palette?.addItem({
      command: ReplayCommandIDs.openReplay,
      category: trans.__('Codemm')
    });
    void restorer?.restore(tracker, {
      command: ReplayCommandIDs.openReplay,
      args: widget => argsOf(widget.content.replayed),
      name: widget => widget.id
    });
  }
};

async function newReplay(
  app: JupyterFrontEnd,
  replayed: IReplayed,
  languages: IEditorLanguageRegistry | null,
  trans: TranslationBundle
): Promise<MainAreaWidget<ReplayPanel>> {
  const [{ ReplayPanel }, { journeyOf }, { colourOf }] = await Promise.all([
    import('../widgets/replay'),
    import('../journey'),
    import('../widgets/colouring')
  ]);
  const { problemId, title } = replayed;
  const journey = journeyOf(app.serviceManager.serverSettings);
  const content = new ReplayPanel(
    replayed,
    {
      getTimeline: (part, signal) =>
        journey.getTimeline(problemId, part, signal),
      getStep: (step, signal) => journey.getStep(problemId, step, signal)
    },
    languages && colourOf(languages),
    trans
  );
  const widget = new MainAreaWidget({ content });
  widget.toolbar.hide();
  widget.title.label = title
    ? trans.__('Replay: %1', title)
    : trans.__('Replay of my work');
  widget.title.icon = codemmIcon;
  return widget;
}

function idOf({ problemId }: IReplayed): string {
  return `jupyter-codemm-replay-${problemId ?? 'all'}`;
}
