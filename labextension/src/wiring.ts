import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import { UUID } from '@lumino/coreutils';

import { connect, type IApi } from './api';
import { CommandIDs } from './commands';
import { endNotice } from './components/endNotice';
import { memoryOf } from './models/memory';
import type { IGeneration } from './models/generations';
import { OwnStorage } from './models/ownStorage';
import { PanelModel } from './models/panel';
import { SharedEvents } from './models/sharedEvents';
import { BrowserTabs, type ITabs } from './models/tabs';
import { whileVisible } from './models/visibleEvents';
import { notebooksOf } from './notebooks';

const CHANGED = 'changed';
const WORKED = 'worked';
const DECIDED = 'decided';

/** Make the state of the panel for a page: the server, the other pages, the user's settings. */
export function wireModel(
  app: JupyterFrontEnd,
  settings: ISettingRegistry.ISettings | null,
  trans: TranslationBundle
): PanelModel {
  const server = app.serviceManager.serverSettings;
  const name = `jupyter-codemm:${server.baseUrl}`;
  const storage = new OwnStorage(name, () => window.localStorage);
  const model = new PanelModel(
    withSharedEvents(connect(server), BrowserTabs.of(`${name}:events`)),
    notebooksOf(app),
    {
      folder: () => textOf(settings, 'notebookFolder'),
      isClassroom: PageConfig.getOption('codemmClassroom') === 'true',
      teach: PageConfig.getOption('codemmTeach'),
      mode: () => (isOn(settings, 'guided') ? 'guided' : 'practice'),
      memory: memoryOf(storage, 'session'),
      deleted: memoryOf(storage, 'deleted'),
      storage
    }
  );
  followOthers(model, BrowserTabs.of(`${name}:changes`));
  model.ended.connect((_, generation) => {
    if (settings === null || isOn(settings, 'notify')) {
      tellEnd(app, model, generation, trans);
    }
  });
  return model;
}

function withSharedEvents(api: IApi, tabs: ITabs | null): IApi {
  if (tabs === null) {
    return { ...api, followEvents: whileVisible(api.followEvents) };
  }
  const shared = new SharedEvents(api.followEvents, tabs, UUID.uuid4());
  return {
    ...api,
    followEvents: (positions, signal) => shared.follow(positions, signal)
  };
}

/** Show what was changed on another page of this browser. */
function followOthers(model: PanelModel, tabs: ITabs | null): void {
  const { learner } = model;
  model.acted.connect(() => {
    tabs?.post(CHANGED);
  });
  learner.worked.connect(() => {
    tabs?.post(WORKED);
  });
  learner.record.acted.connect(() => {
    tabs?.post(DECIDED);
  });
  tabs?.said.connect((_, message) => {
    if (message === CHANGED) {
      void model.refreshActivities();
    } else if (message === WORKED) {
      void model.refreshPart();
    } else if (message === DECIDED) {
      void learner.record.refresh();
    }
  });
}

function tellEnd(
  app: JupyterFrontEnd,
  model: PanelModel,
  generation: IGeneration,
  trans: TranslationBundle
): void {
  const { activityId, end } = generation.progress;
  if (end === 'cancelled') {
    return;
  }
  const text = endNotice(generation, trans);
  if (activityId === null) {
    Notification.error(text, { autoClose: false });
    return;
  }
  const notice = Notification.success(text, {
    autoClose: false,
    actions: [
      {
        label: trans.__('Open notebook'),
        displayType: 'accent',
        callback: () => {
          void app.commands.execute(CommandIDs.openActivity, {
            activity: activityId
          });
        }
      }
    ]
  });
  // Whoever opens it from the panel needs no further word.
  const onOpened = (_: unknown, opened: string): void => {
    if (opened === activityId) {
      Notification.dismiss(notice);
      model.activities.opened.disconnect(onOpened);
    }
  };
  model.activities.opened.connect(onOpened);
}

function textOf(
  settings: ISettingRegistry.ISettings | null,
  name: string
): string {
  const value = settings?.get(name).composite;
  return typeof value === 'string' ? value : '';
}

function isOn(
  settings: ISettingRegistry.ISettings | null,
  name: string
): boolean {
  return settings?.get(name).composite === true;
}
