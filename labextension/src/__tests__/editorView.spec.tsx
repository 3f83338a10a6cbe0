import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { EditorView } from '../components/editing/EditorView';
import { EditorModel, type EditorPlace } from '../models/editor';
import type { ProblemEdit } from '../contracts';
import { ApiError } from '../refusals';
import {
  memoryStorage,
  problem,
  problemEdit,
  settled,
  wholeActivity
} from './fakeEditing';
import { FakeApi } from './fakes';

const trans = nullTranslator.load('jupyter_codemm');
const EVIL = '<img src=x onerror=alert(1)>';

async function opened(
  prepare: (api: FakeApi) => void = () => undefined
): Promise<{ api: FakeApi; model: EditorModel }> {
  const api = new FakeApi();
  prepare(api);
  const model = new EditorModel(api, 'a1', memoryStorage());
  await model.refresh();
  return { api, model };
}

function show(model: EditorModel, place?: EditorPlace): string {
  if (place) {
    model.go(place);
  }
  return renderToStaticMarkup(
    <EditorView
      model={model}
      render={null}
      trans={trans}
      onLeave={() => undefined}
    />
  );
}

async function proposed(changes: Partial<ProblemEdit>): Promise<string> {
  const { model } = await opened(api => {
    const edit = problemEdit({
      ended_at: new Date().toISOString(),
      ...changes
    });
    api.editing.listed = [edit];
    api.editing.looks = [edit];
  });
  return show(model, { name: 'proposal' });
}

describe('EditorView', () => {
  it('lists the problems in order, with what can be done', async () => {
    const { model } = await opened();
    const html = show(model);
    for (const text of [
      '1. Sum',
      '2. Longest',
      'aria-label="Move down: Sum"',
      'aria-label="Edit: Longest"',
      'aria-label="Regenerate: Sum"',
      'aria-label="Remove: Sum"',
      'Publish…'
    ]) {
      expect(html).toContain(text);
    }
  });

  it('takes away neither the last problem nor what is published', async () => {
    const { model } = await opened(api => {
      api.editing.activity = wholeActivity({
        problems: [problem()],
        state: 'published'
      });
    });
    const html = show(model);
    expect(html).not.toContain('Remove');
    expect(html).not.toContain('Publish…');
  });

  it('lets nothing else be changed while a change is open', async () => {
    const { model } = await opened(api => {
      api.editing.listed = [problemEdit({ status: 'proposed' })];
    });
    const html = show(model);
    expect(html).toContain('A proven change waits for your decision.');
    expect(html).toMatch(
      /aria-disabled="true" aria-describedby="jp-codemm-open-change" aria-label="Edit: Sum"/
    );
  });

  it('shows differences word by word, with the way to accept', async () => {
    const html = await proposed({
      status: 'proposed',
      diff: {
        fields: [
          { field: 'title', old: 'Sum of it', new: 'Sum of all', diff: '' },
          { field: 'starter', old: 'a\nb', new: 'a\nc', diff: '' }
        ],
        tests: []
      }
    });
    expect(html).toContain('Sum of ');
    expect(html).toMatch(/<del>.*it.*<\/del><ins>.*all.*<\/ins>/);
    expect(html).toContain('<del>− b');
    expect(html).toContain('Accept');
    expect(html).toContain('Discard');
  });

  it('says in plain words which gate refused, and keeps the way back', async () => {
    const html = await proposed({
      status: 'refused',
      note: 'The gate “leak” refuses the changed problem (tokens: 14).',
      gates: [
        { gate: 'contract', ok: true, action: 'none', evidence: {} },
        { gate: 'leak', ok: false, action: 'none', evidence: { tokens: 14 } }
      ]
    });
    expect(html).toContain('gives away part of the solution');
    expect(html).toContain('<dt>tokens</dt><dd>14</dd>');
    expect(html).toContain('Change it and try again');
    expect(html).not.toContain('Accept');
  });

  it('tells what happens while it is proven, with the way to cancel', async () => {
    const { api, model } = await opened();
    const told = problemEdit({ note: 'Attempt 2 by builtin.', step: 'tests' });
    api.editing.looks = [told, told];
    model.add({ difficulty: 'easy', topics: ['loops'] });
    await settled();
    const html = show(model);
    expect(html).toContain('Attempt 2 by builtin.');
    expect(html).toContain('Choosing tests that refuse wrong programs');
    expect(html).toContain('Cancel the change');
    model.dispose();
  });

  it('marks the field that the server refuses', async () => {
    const { api, model } = await opened();
    model.typed.keep(problem(), {
      ...model.typed.of(problem()),
      reference: 'x'
    });
    model.typed.keep(problem(), {
      ...model.typed.of(problem()),
      entry: { ...model.typed.of(problem()).entry, title: ' ' }
    });
    show(model, { name: 'problem', problemId: 'p1' });
    const refusal = new ApiError(422, 'invalid', 'is blank', 'changes.title');
    api.editing.refusals = [refusal];
    model.changeByHand(problem());
    await settled();
    expect(show(model)).toMatch(
      /aria-invalid="true" aria-describedby="\S+-error"/
    );
    expect(show(model)).toContain('is blank');
  });

  it('executes nothing that a text holds', async () => {
    const evil = problem({ title: EVIL, statement: EVIL, starter: EVIL });
    const { model } = await opened(api => {
      api.editing.activity = wholeActivity({ title: EVIL, problems: [evil] });
    });
    const html =
      show(model) +
      show(model, { name: 'problem', problemId: 'p1' }) +
      (await proposed({
        status: 'proposed',
        instruction: EVIL,
        problem: evil,
        diff: {
          fields: [{ field: 'statement', old: EVIL, new: EVIL, diff: '' }],
          tests: []
        }
      })) +
      (await proposed({ status: 'failed', note: EVIL }));
    expect(html).toContain('&lt;img');
    expect(html).not.toContain('<img');
  });

  it('names the versions, and the current one', async () => {
    const { model } = await opened(api => {
      api.editing.versions = [3, 1].map(version => ({
        version,
        note: 'renamed',
        title: 'Loops',
        state: 'draft',
        problem_count: 2,
        recorded_at: '2026-01-02T03:04:05Z'
      }));
    });
    show(model, { name: 'versions' });
    await settled();
    const html = show(model);
    expect(html).toContain('Version 3, the current one');
    expect(html).toContain('Version 1');
    expect(html.match(/Go back to it/g)).toHaveLength(1);
  });
});
