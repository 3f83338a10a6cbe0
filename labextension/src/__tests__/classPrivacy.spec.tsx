import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { ClassroomSection } from '../components/classroom/ClassroomSection';
import type { SchoolClass, SentToModels } from '../contracts';
import { ClassroomModel } from '../models/classroom';
import { RecordModel } from '../models/record';
import { FakeClassroom, LOOPS, NO_MODELS } from './fakeClassroom';
import { FakeJourney } from './fakeJourney';

const trans = nullTranslator.load('jupyter_codemm');
const NO_NOTEBOOKS = {
  exists: () => Promise.resolve(false),
  open: () => Promise.resolve()
};

function textOf(
  model: ClassroomModel,
  record = new RecordModel(new FakeJourney())
): string {
  return renderToStaticMarkup(
    <ClassroomSection model={model} record={record} trans={trans} />
  );
}

describe('The privacy of a class', () => {
  async function told(
    changes: Partial<SchoolClass>,
    role: 'learner' | 'instructor' = 'learner'
  ): Promise<string> {
    const api = new FakeClassroom();
    const of = { ...LOOPS, ...changes };
    api.classes = [
      { school_class: of, organization: 'North', role, may_erase: false }
    ];
    const model = new ClassroomModel(api, NO_NOTEBOOKS);
    await model.refresh();
    return textOf(model);
  }

  it.each([
    [null, 'kept as long as this site keeps records'],
    [180, 'at a problem here is kept for 180 days after the last of it.']
  ])('is told where it keeps records for %s days', async (days, words) => {
    const text = await told({ record_days: days, name: 'A <b>' });
    expect(text).toContain('Privacy in A &lt;b&gt;');
    expect(text).toContain(words);
  });

  it.each<[Partial<SentToModels>, string[], string[]]>([
    [
      {},
      ['ask a question, m&lt;1&gt; at a.example may', 'Your name is not sent.'],
      ['Nothing of your work', 'what you look for']
    ],
    [{ policy: 'hints' }, ['ask for a hint, m&lt;1&gt; at'], ['your question']],
    [
      { model: null, host: null, embedder: 'e1' },
      ['what you look for in materials, are sent to e1'],
      ['may word']
    ],
    [
      { policy: 'off', model: null, host: null },
      ['Nothing of your work at problems of this class is sent to a'],
      ['may word', 'Your name']
    ],
    [{ model: null, host: null }, ['Nothing of your work'], ['a.example']]
  ])('tells what is sent to models: %o', async (changes, words, others) => {
    const api = new FakeClassroom();
    const sent: SentToModels = {
      policy: 'all',
      model: 'm<1>',
      host: 'a.example',
      embedder: null,
      ...changes
    };
    api.mine = {
      ...NO_MODELS,
      classes: [
        {
          class_id: 'c1',
          name: 'Loops 1',
          writes: false,
          policy: sent.policy,
          model: sent.model,
          sent,
          cap: NO_MODELS.cap,
          spent: { calls: 0, tokens: 0, cost_micros: 0 },
          left: NO_MODELS.cap
        }
      ]
    };
    const model = new ClassroomModel(api, NO_NOTEBOOKS);
    await model.refresh();
    const text = textOf(model);
    words.forEach(each => {
      expect(text).toContain(each);
    });
    others.forEach(each => {
      expect(text).not.toContain(each);
    });
  });

  it('lets research use the work in it by a choice of its own', async () => {
    const model = new ClassroomModel(new FakeClassroom(), NO_NOTEBOOKS);
    await model.refresh();
    const journey = new FakeJourney();
    journey.settings = { ...journey.settings, research: true };
    const record = new RecordModel(journey);
    expect(textOf(model, record)).not.toContain('Let research');
    await record.refresh();
    const before = textOf(model, record);
    expect(before).toContain('Let research use my work in Loops 1');
    expect(before).toContain('checked=""');
    expect(before).not.toContain('As for all my work');
    await record.change({ research_in: { class_id: 'c1', allows: false } });
    const after = textOf(model, record);
    expect(after).toContain('You chose this for this class.');
    expect(after).not.toContain('checked=""');
    expect(after).toContain('As for all my work');
    await record.change({ research_in: { class_id: 'c1', allows: null } });
    expect(textOf(model, record)).toBe(before);
  });

  it('is not told to who teaches it', async () => {
    expect(await told({}, 'instructor')).not.toContain('Privacy');
  });
});
