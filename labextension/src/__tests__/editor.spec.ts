import { describe, expect, it } from 'vitest';

import { EditorModel } from '../models/editor';
import { problemEntry, TestsError } from '../models/problemEntry';
import { ApiError } from '../refusals';
import {
  memoryStorage,
  problem,
  problemEdit,
  settled,
  wholeActivity
} from './fakeEditing';
import { FakeApi } from './fakes';

async function opened(
  prepare: (api: FakeApi) => void = () => undefined,
  storage = memoryStorage()
): Promise<{ api: FakeApi; model: EditorModel }> {
  const api = new FakeApi();
  prepare(api);
  const model = new EditorModel(api, 'a1', storage);
  await model.refresh();
  return { api, model };
}

function typeTitle(model: EditorModel, title: string): void {
  const entry = { ...problemEntry(problem()), title };
  model.typed.keep(problem(), { entry, instruction: '', reference: '' });
}

describe('EditorModel', () => {
  it('asks by hand, follows the proof, and takes over what is accepted', async () => {
    const { api, model } = await opened();
    api.editing.looks = [
      problemEdit({ note: 'Attempt 1' }),
      problemEdit({ status: 'proposed' })
    ];
    typeTitle(model, 'Total');
    expect(model.changeByHand(problem())).toBe('asked');
    await settled();
    expect(api.editing.asked).toEqual([
      'edit p1 {"changes":{"title":"Total"},"version":3}'
    ]);
    expect(model.place).toEqual({ name: 'proposal' });
    expect(model.proposal.edit?.status).toBe('proposed');
    expect(model.proposal.isOpen).toBe(true);

    const renamed = [problem({ title: 'Total', version: 2 })];
    api.editing.activity = wholeActivity({ problems: renamed, version: 4 });
    expect(await model.proposal.accept()).toBe(true);
    expect(model.activity.value?.version).toBe(4);
    expect(model.place).toEqual({ name: 'problems' });
    expect(model.typed.has(problem({ title: 'Total' }))).toBe(false);
  });

  it('asks nothing when nothing is different, or the tests cannot be read', async () => {
    const { api, model } = await opened();
    expect(model.changeByHand(problem())).toBe('same');
    const entry = { ...problemEntry(problem()), tests: '[' };
    model.typed.keep(problem(), { entry, instruction: '', reference: '' });
    expect(model.changeByHand(problem())).toBeInstanceOf(TestsError);
    expect(api.editing.asked).toEqual([]);
  });

  it('keeps what was typed when the server refuses it, and looks again', async () => {
    const { api, model } = await opened();
    typeTitle(model, 'Total');
    model.go({ name: 'problem', problemId: 'p1' });
    api.editing.refusals = [new ApiError(409, 'wrong_state', 'too late')];
    model.changeByHand(problem());
    await settled();
    expect(model.place.name).toBe('problem');
    expect(model.proposal.error?.message).toBe('too late');
    expect(model.typed.has(problem())).toBe(true);
    expect(api.asked).toEqual(['activity a1', 'activity a1']);
  });

  it('finds the change that was open before a reload', async () => {
    const { model } = await opened(api => {
      api.editing.listed = [problemEdit({ status: 'proposed' })];
    });
    expect(model.proposal.edit?.status).toBe('proposed');
    expect(model.place).toEqual({ name: 'problems' });
  });

  it('tells a refusal that came while nobody looked, until it is dismissed', async () => {
    const ended_at = new Date().toISOString();
    const refused = problemEdit({ status: 'refused', ended_at });
    const { model } = await opened(api => {
      api.editing.listed = [refused];
      api.editing.looks = [refused];
    });
    expect(model.proposal.edit?.status).toBe('refused');
    expect(model.proposal.isOpen).toBe(false);
    model.proposal.dismiss();
    await model.refresh();
    expect(model.proposal.edit).toBeNull();
  });

  it('goes back to the form of a change that was refused', async () => {
    const { api, model } = await opened();
    api.editing.looks = [problemEdit({ status: 'refused', kind: 'changes' })];
    typeTitle(model, 'Total');
    model.changeByHand(problem());
    await settled();
    model.changeAgain(problemEdit({ status: 'refused' }));
    expect(model.place).toEqual({ name: 'problem', problemId: 'p1' });
    expect(model.typed.of(problem()).entry.title).toBe('Total');
  });

  it('follows a proof again after an answer that told nothing of it', async () => {
    const { api, model } = await opened();
    typeTitle(model, 'Total');
    model.changeByHand(problem());
    api.editing.refusals = [new ApiError(403, 'refused', 'Forbidden')];
    await settled();
    expect(model.proposal.edit?.status).toBe('working');
    expect(model.proposal.error?.message).toBe('Forbidden');
    api.editing.listed = [problemEdit()];
    await model.refresh();
    expect(model.proposal.edit?.status).toBe('proposed');
    expect(model.proposal.error).toBeNull();
  });

  it('stops what is being proven', async () => {
    const { api, model } = await opened();
    api.editing.looks = [problemEdit()];
    model.regenerate('p1', { difficulty: 'hard', topics: ['loops'] });
    await settled();
    expect(model.proposal.edit?.status).toBe('working');
    expect(await model.proposal.discard()).toBe(true);
    expect(model.proposal.edit).toBeNull();
    model.dispose();
    expect(api.editing.asked.at(-1)).toBe('discard e1');
  });

  it('forgets what was typed of a problem that another one took the place of', async () => {
    const { api, model } = await opened();
    const anew = { kind: 'regenerate', new_problem_id: 'p3' } as const;
    api.editing.looks = [problemEdit({ status: 'proposed', ...anew })];
    api.editing.decided = anew;
    typeTitle(model, 'Total');
    model.regenerate('p1', { difficulty: 'hard', topics: ['loops'] });
    await settled();
    await model.proposal.accept();
    expect(model.typed.has(problem())).toBe(false);
    expect(model.lastProblem).toBe('p3');
  });

  it('shows no longer what another page decided', async () => {
    const { api, model } = await opened(fake => {
      fake.editing.listed = [problemEdit({ status: 'proposed' })];
    });
    api.editing.listed = [problemEdit({ status: 'accepted' })];
    await model.refresh();
    expect(model.proposal.edit).toBeNull();
  });

  it('moves, removes and brings back', async () => {
    const { api, model } = await opened();
    const { arrangement } = model;
    await arrangement.move('p1', -1);
    await arrangement.move('p1', 1);
    expect(arrangement.ids).toEqual(['p2', 'p1']);
    await arrangement.remove('p2');
    expect(arrangement.removed).toHaveLength(1);
    const [removed] = arrangement.removed;
    if (removed) {
      await arrangement.bringBack(removed);
    }
    expect(arrangement.removed).toEqual([]);
    expect(api.editing.asked).toEqual([
      'arrange p2 p1 of 3',
      'arrange p1 of 4',
      'arrange p2 p1 of 5'
    ]);
  });

  it('says why an order was not taken', async () => {
    const { api, model } = await opened();
    api.editing.refusals = [new ApiError(409, 'wrong_state', 'another one')];
    await model.arrangement.move('p1', 1);
    await settled();
    expect(model.arrangement.error?.message).toBe('another one');
    expect(model.arrangement.ids).toEqual(['p1', 'p2']);
    expect(api.asked).toHaveLength(2);
  });

  it('looks at versions and goes back to one', async () => {
    const { api, model } = await opened();
    model.go({ name: 'versions' });
    await model.versions.show(1);
    expect(model.versions.activity?.value?.version).toBe(1);
    expect(await model.arrangement.restoreVersion(1)).toBe(true);
    expect(api.editing.asked).toEqual(['restore 1 over 3']);
    expect(model.activity.value?.version).toBe(4);
  });

  it('previews what the notebook shows of a problem', async () => {
    const { api, model } = await opened();
    const cell = (role: string, source: string, id = 'p1') => ({
      source,
      metadata: { codemm: { role, problem_id: id } }
    });
    api.editing.notebook = {
      cells: [
        { source: '# Loops', metadata: {} },
        cell('statement', 'another', 'p2'),
        cell('statement', '## 1. Sum'),
        cell('answer', 'def total(xs):')
      ]
    };
    model.go({ name: 'preview', problemId: 'p1' });
    await settled();
    expect(model.preview?.value).toEqual({
      statement: '## 1. Sum',
      starter: 'def total(xs):'
    });
  });
});
