import { nullTranslator } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ClassroomSection } from '../components/classroom/ClassroomSection';
import type { ClassroomModel } from '../models/classroom';
import { PanelModel } from '../models/panel';
import { SOLO } from '../models/panelOptions';
import { LOOPS } from './fakeClassroom';
import { FakeApi } from './fakes';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const trans = nullTranslator.load('jupyter_codemm');
const NO_NOTEBOOKS = {
  exists: () => Promise.resolve(false),
  open: () => Promise.resolve()
};

describe('What research may use, chosen for each class', () => {
  let api: FakeApi;
  let model: PanelModel;
  let node: HTMLElement;
  let root: Root;

  beforeEach(() => {
    api = new FakeApi();
    api.classroom.classes = ['c1', 'c2'].map(id => ({
      school_class: { ...LOOPS, id, name: `Loops ${id}` },
      organization: 'North',
      role: 'learner',
      may_erase: false
    }));
    model = new PanelModel(api, NO_NOTEBOOKS, { ...SOLO, isClassroom: true });
    node = document.createElement('div');
    document.body.append(node);
    root = createRoot(node);
    act(() => {
      root.render(
        <UseSignal signal={model.changed}>
          {() => <Section model={model} />}
        </UseSignal>
      );
    });
  });
  afterEach(() => {
    act(() => {
      root.unmount();
    });
    node.remove();
    model.dispose();
  });

  const wait = (work: () => void): Promise<void> =>
    act(async () => {
      work();
      await new Promise(resolve => setTimeout(resolve, 0));
    });
  const switches = (): HTMLInputElement[] => [
    ...node.querySelectorAll<HTMLInputElement>('[role=switch]')
  ];
  const privacy = (classId: string): string =>
    node.querySelector(`[data-class=${classId}]`)?.textContent ?? '';
  const button = (name: string): HTMLButtonElement | undefined =>
    [...node.querySelectorAll('button')].find(
      each => (each.getAttribute('aria-label') ?? each.textContent) === name
    );

  it('is there without a look at the progress', async () => {
    await wait(() => void model.refresh());
    expect(switches()).toHaveLength(2);
  });

  it('is there when the activities come into view', async () => {
    await wait(() => {
      model.show('activities');
    });
    expect(switches()).toHaveLength(2);
    await wait(() => {
      model.show('activities');
    });
    const asked = api.journey.asked.filter(each => each === 'settings');
    expect(asked).toHaveLength(1);
  });

  it('says once why it is not there, and asks again', async () => {
    api.journey.failure = new Error('down');
    await wait(() => void model.refresh());
    expect(switches()).toHaveLength(0);
    const alerts = [...node.querySelectorAll('[role=alert]')];
    expect(alerts.map(({ textContent }) => textContent)).toEqual([
      'downTry again'
    ]);
    api.journey.failure = null;
    await wait(() => button('Try again')?.click());
    expect(switches()).toHaveLength(2);
    expect(node.querySelector('[role=alert]')).toBeNull();
  });

  it('comes up to date with what the classes were given', async () => {
    await wait(() => void model.refresh());
    api.journey.settings = {
      ...api.journey.settings,
      research_in: [{ class_id: 'c1', allows: true }]
    };
    await wait(() => button('Refresh what my classes were given')?.click());
    expect(switches().map(({ checked }) => checked)).toEqual([true, false]);
  });

  it('says at the class why a choice was not taken', async () => {
    await wait(() => void model.refresh());
    api.journey.failure = new Error('down');
    await wait(() => switches()[0]?.click());
    expect(privacy('c1')).toContain('down');
    expect(privacy('c2')).not.toContain('down');
    expect(switches()[0]?.checked).toBe(false);
    api.journey.failure = null;
    await wait(() => switches()[0]?.click());
    expect(privacy('c1')).not.toContain('down');
    expect(switches()[0]?.checked).toBe(true);
  });

  it('has the focus when the button of a class has done its work', async () => {
    await wait(() => void model.refresh());
    await wait(() => switches()[1]?.click());
    const reset = button('As for all my work: Loops c2');
    expect(reset?.textContent).toBe('As for all my work');
    reset?.focus();
    expect(document.activeElement).toBe(reset);
    await wait(() => reset?.click());
    expect(reset?.isConnected).toBe(false);
    expect(document.activeElement).toBe(switches()[1]);
  });

  it('takes no focus for what another page of the user chose', async () => {
    await wait(() => void model.refresh());
    for (const research_in of [[{ class_id: 'c1', allows: true }], []]) {
      api.journey.settings = { ...api.journey.settings, research_in };
      await wait(() => void model.learner.record.refresh());
      expect(document.activeElement).toBe(document.body);
    }
  });

  it('says nothing at a class of what failed elsewhere', async () => {
    await wait(() => void model.refresh());
    api.journey.failure = new Error('down');
    await wait(() => void model.learner.record.copy('json'));
    expect(node.textContent).not.toContain('down');
  });
});

function Section({ model }: { model: PanelModel }): React.ReactElement {
  return (
    <ClassroomSection
      model={model.classroom as ClassroomModel}
      record={model.learner.record}
      trans={trans}
    />
  );
}
