import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableSet, type IDisposable } from '@lumino/disposable';

import { codemmIcon } from './icon';
import type { PanelModel } from './models/panel';
import type { ICodemmPanel } from './tokens';

export namespace CommandIDs {
  export const openPanel = 'jupyter-codemm:open-panel';
  export const newSession = 'jupyter-codemm:new-session';
  export const showActivities = 'jupyter-codemm:show-activities';
  export const showProgress = 'jupyter-codemm:show-progress';
  export const showRecord = 'jupyter-codemm:show-record';
  export const openActivity = 'jupyter-codemm:open-activity';
  export const cancelGeneration = 'jupyter-codemm:cancel-generation';
}

const NO_ARGS = { args: { type: 'object', properties: {} } } as const;

/** Add the commands of the panel. `load` gives its state, fetched when it is first needed. */
export function addPanelCommands(
  commands: JupyterFrontEnd['commands'],
  panel: ICodemmPanel,
  load: () => Promise<PanelModel>,
  trans: TranslationBundle
): IDisposable {
  const added = new DisposableSet();
  added.add(
    commands.addCommand(CommandIDs.openPanel, {
      label: trans.__('Codemm'),
      caption: trans.__('Make and open programming exercises'),
      icon: codemmIcon,
      describedBy: NO_ARGS,
      execute: () => {
        panel.open();
      }
    })
  );
  added.add(
    commands.addCommand(CommandIDs.newSession, {
      label: trans.__('New Programming Exercises'),
      caption: trans.__('Start a conversation that leads to new exercises'),
      icon: codemmIcon,
      describedBy: NO_ARGS,
      execute: async () => {
        panel.open();
        const model = await load();
        model.show('author');
        await model.authoring.begin();
      }
    })
  );
  added.add(
    commands.addCommand(CommandIDs.showActivities, {
      label: trans.__('Show My Activities'),
      caption: trans.__('Show the list of your programming exercises'),
      describedBy: NO_ARGS,
      execute: async () => {
        panel.open();
        (await load()).show('activities');
      }
    })
  );
  added.add(
    commands.addCommand(CommandIDs.showProgress, {
      label: trans.__('Show My Progress'),
      caption: trans.__('Show your topics, your streak and what to try next'),
      describedBy: NO_ARGS,
      execute: async () => {
        panel.open();
        (await load()).show('progress');
      }
    })
  );
  added.add(
    commands.addCommand(CommandIDs.showRecord, {
      label: trans.__('Show My Record'),
      caption: trans.__('Show what is recorded; pause it or erase it'),
      describedBy: NO_ARGS,
      execute: async () => {
        panel.open();
        (await load()).showRecord();
      }
    })
  );
  added.add(addOpenActivity(commands, load, trans));
  added.add(
    commands.addCommand(CommandIDs.cancelGeneration, {
      label: trans.__('Cancel Generation'),
      caption: trans.__('Stop the generation that runs; what is proven stays'),
      describedBy: NO_ARGS,
      execute: async () => {
        const model = await load();
        const running = model.generations.find(
          ({ isLive, progress }) => isLive && progress.end === null
        );
        await model.authoring.cancel(running?.sessionId);
      }
    })
  );
  return added;
}

function addOpenActivity(
  commands: JupyterFrontEnd['commands'],
  load: () => Promise<PanelModel>,
  trans: TranslationBundle
): IDisposable {
  return commands.addCommand(CommandIDs.openActivity, {
    label: trans.__('Open the Notebook of an Activity'),
    caption: trans.__('Open its notebook, written first when it is not there'),
    describedBy: {
      args: {
        type: 'object',
        required: ['activity'],
        properties: {
          activity: {
            type: 'string',
            description: trans.__('The id of the activity')
          }
        }
      }
    },
    execute: async ({ activity }) => {
      if (typeof activity === 'string') {
        const { activities } = await load();
        await activities.openById(activity);
        const errand = activities.errands.get(activity);
        if (errand instanceof Error) {
          // Who asked need not have the panel in view, which tells it, too.
          const { errorText } = await import('./components/words');
          Notification.error(errorText(errand, trans));
        }
      }
    }
  });
}
