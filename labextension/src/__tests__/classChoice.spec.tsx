import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';

import { ClassChoice } from '../components/classroom/ClassChoice';
import type { MyClassModels, MyModels } from '../contracts';
import { AuthoringModel } from '../models/authoring';
import { ClassroomModel } from '../models/classroom';
import { FakeClassroom, NO_MODELS } from './fakeClassroom';
import { FakeApi } from './fakes';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const trans = nullTranslator.load('jupyter_codemm');
const NO_CAP = { tokens: null, cost_micros: null };
const LOOPS: MyClassModels = {
  class_id: 'c1',
  name: 'Loops <b>1</b>',
  writes: true,
  policy: 'all',
  model: 'm1',
  sent: { policy: 'all', model: 'm1', host: 'a.example', embedder: null },
  cap: { tokens: null, cost_micros: 5_000_000 },
  spent: { calls: 1, tokens: 10, cost_micros: 2_900_000 },
  left: { tokens: 12_000, cost_micros: 2_100_000 }
};
const TREES: MyClassModels = {
  ...LOOPS,
  class_id: 'c2',
  name: 'Trees',
  policy: 'off',
  model: null
};
const AS_LEARNER: MyClassModels = {
  ...LOOPS,
  class_id: 'c3',
  name: 'Graphs',
  writes: false
};

describe('ClassChoice', () => {
  const places: HTMLElement[] = [];
  const chosen: string[] = [];

  afterEach(() => {
    places.splice(0).forEach(place => {
      place.remove();
    });
    chosen.splice(0);
  });

  function shown(
    classId: string | null,
    changes: Partial<MyModels>
  ): HTMLElement {
    const place = document.createElement('div');
    document.body.append(place);
    places.push(place);
    act(() => {
      createRoot(place).render(
        <ClassChoice
          classId={classId}
          models={{ ...NO_MODELS, model: 'm0', ...changes }}
          disabled={false}
          trans={trans}
          onChoose={id => chosen.push(id)}
        />
      );
    });
    return place;
  }

  const status = (place: HTMLElement): string =>
    place.querySelector('[role=status]')?.textContent ?? '';

  it('offers the classes that one writes for, and none', () => {
    const place = shown(null, { classes: [LOOPS, TREES, AS_LEARNER] });
    const options = [...place.querySelectorAll('option')];
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'No class',
      'Loops <b>1</b>',
      'Trees'
    ]);
    const select = place.querySelector('select');
    act(() => {
      if (select) {
        select.value = 'c2';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
    expect(chosen).toEqual(['c2']);
  });

  it.each([
    [
      'c1',
      'Models: m1. Left this week: money 2.1 of 5, 12,000 tokens.',
      [LOOPS]
    ],
    ['c2', 'Models: off in this class.', [LOOPS, TREES]],
    [
      'c1',
      'Models: none. What is built in does the work.',
      [{ ...LOOPS, model: null }]
    ],
    [
      'c1',
      'Models: m1, without a cap.',
      [{ ...LOOPS, cap: NO_CAP, left: NO_CAP }]
    ],
    [
      'c3',
      'Models: none, as you do not write for this class any more.',
      [AS_LEARNER]
    ],
    [null, 'Models: m0, without a cap.', [LOOPS]]
  ])('tells what is left in %s: %s', (classId, told, classes) => {
    expect(status(shown(classId, { classes }))).toBe(told);
  });

  it('tells who writes for no class what is left of their own', () => {
    const place = shown(null, {
      classes: [AS_LEARNER],
      cap: { tokens: 50_000, cost_micros: null },
      left: { tokens: 49_000, cost_micros: null }
    });
    expect(place.querySelector('select')).toBeNull();
    expect(status(place)).toBe(
      'Models: m0. Left for 30 days: 49,000 of 50,000 tokens.'
    );
  });

  it('is not there where nothing can be chosen or asked', () => {
    expect(shown(null, { model: null }).innerHTML).toBe('');
  });
});

describe('the class of a conversation', () => {
  it('is changed by hand', async () => {
    const api = new FakeApi();
    const model = new AuthoringModel(api, {
      memory: { get: () => null, set: () => undefined },
      mode: () => 'practice'
    });
    await model.open('s1');
    expect(await model.patch({ class_id: 'c1' })).toBe(true);
    expect(api.asked).toContain('patch s1 {"class_id":"c1"}');
  });

  it('comes with what is left, which is asked again on its own', async () => {
    const api = new FakeClassroom();
    const model = new ClassroomModel(api, {
      exists: () => Promise.resolve(false),
      open: () => Promise.resolve()
    });
    expect(model.models).toBeNull();
    await model.refresh();
    expect(model.models).toEqual(NO_MODELS);
    api.mine = { ...NO_MODELS, classes: [LOOPS] };
    await model.refreshModels();
    expect(model.models?.classes).toEqual([LOOPS]);
    expect(api.asked).toEqual(['given']);
  });
});
