import { nullTranslator } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { PanelView } from '../components/PanelView';
import type { AccessLine } from '../contracts';
import { PanelModel } from '../models/panel';
import { SOLO } from '../models/panelOptions';
import { FakeApi } from './fakes';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const trans = nullTranslator.load('jupyter_codemm');
const NO_NOTEBOOKS = {
  exists: () => Promise.resolve(false),
  open: () => Promise.resolve()
};
const READ: AccessLine = {
  actor: 'eve',
  what: 'record',
  class_id: 'c1',
  class_name: 'Loops 1',
  challenge_id: null,
  problem_id: null,
  first_at: '2026-01-02T03:04:05Z',
  last_at: '2026-01-02T03:14:05Z',
  reads: 1
};
const nothing = (): void => undefined;

describe('Who looked at the record', () => {
  let api: FakeApi;
  let node: HTMLElement;
  let root: Root;
  let model: PanelModel;

  beforeEach(() => {
    api = new FakeApi();
    node = document.createElement('div');
    document.body.append(node);
    root = createRoot(node);
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
  async function progress(isClassroom = true): Promise<void> {
    model = new PanelModel(api, NO_NOTEBOOKS, { ...SOLO, isClassroom });
    await wait(() => {
      root.render(
        <UseSignal signal={model.changed}>
          {() => (
            <PanelView
              model={model}
              trans={trans}
              onCopy={nothing}
              onErase={nothing}
              onReplay={nothing}
            />
          )}
        </UseSignal>
      );
      void model.refreshActivities();
      model.show('progress');
    });
  }
  async function read(...lines: Partial<AccessLine>[]): Promise<void> {
    const accesses = lines.map(line => ({ ...READ, ...line }));
    api.classroom.log = { accesses, complete: true };
    await progress();
  }
  const told = (): string[] =>
    [...node.querySelectorAll('.jp-codemm-Access')].map(
      ({ textContent }) => textContent
    );
  const press = (name: string): Promise<void> =>
    wait(() => {
      [...node.querySelectorAll('button')]
        .find(({ textContent }) => textContent === name)
        ?.click();
    });

  it('is told with what it was, in which class and when', async () => {
    await read(
      { what: 'erasure', actor: '<b>root</b>' },
      { what: 'submission', challenge_id: 'h1', reads: 3 },
      { what: 'journey', problem_id: 'p2', class_name: null }
    );
    const when = new Date(READ.last_at).toLocaleString(undefined, {
      dateStyle: 'medium',
      timeStyle: 'short'
    });
    expect(told()).toEqual([
      `<b>root</b> erased what you left in the class.Loops 1 · ${when}`,
      `eve read something that you submitted.Loops 1 · Sums · ${when} · 3 times`,
      `eve looked at the course of your work.Add more · ${when}`
    ]);
  });

  it('shows no id of what the user was given no more', async () => {
    await read({ challenge_id: 'h9', problem_id: 'p9' });
    expect(node.innerHTML).not.toMatch(/h9|p9/);
  });

  it('is told as far as a page can show it', async () => {
    await read(...Array.from({ length: 120 }, (_, n) => ({ actor: `t${n}` })));
    expect(told()).toHaveLength(5);
    expect(told()[0]).toContain('t0 looked at your grades');
    await press('Show what came before');
    expect(told()).toHaveLength(100);
    expect(node.textContent).toContain('All that came before is in the copy');
    await press('Show the last ones only');
    expect(told()).toHaveLength(5);
  });

  it('was nobody yet', async () => {
    await read();
    expect(node.textContent).toContain('Nobody who teaches your classes has');
  });

  it('is asked for again when that failed', async () => {
    const fetch = api.classroom.accesses.bind(api.classroom);
    api.classroom.accesses = () => Promise.reject(new Error('down'));
    await progress();
    expect(node.textContent).toContain('Save a copy of your data');
    expect(node.textContent).toContain('down');
    api.classroom.accesses = fetch;
    api.classroom.log = { accesses: [READ], complete: true };
    await press('Try again');
    expect(told()).toHaveLength(1);
    expect(node.textContent).not.toContain('down');
  });

  it('is nobody where there are no classes', async () => {
    await progress(false);
    expect(node.textContent).toContain('Save a copy of your data');
    expect(node.textContent).not.toContain('Who looked at it');
    expect(api.classroom.asked).toEqual([]);
  });
});
