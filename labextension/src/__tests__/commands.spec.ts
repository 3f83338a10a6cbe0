import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { afterEach, describe, expect, it } from 'vitest';

import { addPanelCommands, CommandIDs } from '../commands';
import type { INotebooks } from '../models/activities';
import { PanelModel } from '../models/panel';
import { UnreachableError } from '../refusals';
import { FakeApi } from './fakes';

const trans = nullTranslator.load('jupyter_codemm');
const NOTEBOOKS: INotebooks = {
  exists: () => Promise.resolve(false),
  open: () => Promise.resolve()
};

describe('the command that opens the notebook of an activity', () => {
  const told = (): string[] =>
    Notification.manager.notifications.map(({ message }) => message);
  const open = async (api: FakeApi): Promise<void> => {
    const executed = new Map<string, (args: object) => unknown>();
    const commands = {
      addCommand: (
        id: string,
        { execute }: { execute: (args: object) => unknown }
      ) => {
        executed.set(id, execute);
        return { dispose: () => undefined, isDisposed: false };
      }
    } as unknown as JupyterFrontEnd['commands'];
    const model = new PanelModel(api, NOTEBOOKS);
    const panel = { open: () => undefined };
    addPanelCommands(commands, panel, () => Promise.resolve(model), trans);
    await executed.get(CommandIDs.openActivity)?.({ activity: 'a1' });
  };

  afterEach(() => {
    Notification.manager.dismiss();
  });

  it('says why it was not opened, whatever is in view', async () => {
    const api = new FakeApi();
    api.failure = new UnreachableError(null);
    await open(api);
    expect(told()).toEqual(['The Jupyter server does not answer.']);
  });

  it('says nothing when it was', async () => {
    const api = new FakeApi();
    await open(api);
    expect(api.emitted).toEqual(['a1']);
    expect(told()).toEqual([]);
  });
});
