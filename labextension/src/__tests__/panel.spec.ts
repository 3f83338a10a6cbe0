import { describe, expect, it } from 'vitest';

import { ActivitiesModel, type INotebooks } from '../models/activities';
import { Drafts } from '../models/drafts';
import { OwnStorage } from '../models/ownStorage';
import { PanelModel } from '../models/panel';
import { SOLO } from '../models/panelOptions';
import {
  activity,
  authoringSession,
  FakeApi,
  numbered,
  session
} from './fakes';

class FakeNotebooks implements INotebooks {
  constructor(readonly present: string[] = []) {}

  opened: string[] = [];

  exists(path: string): Promise<boolean> {
    return Promise.resolve(this.present.includes(path));
  }

  open(path: string): Promise<void> {
    this.opened.push(path);
    return Promise.resolve();
  }
}

describe('ActivitiesModel', () => {
  it('opens a notebook that is there without writing it', async () => {
    const api = new FakeApi();
    const notebooks = new FakeNotebooks(['x.ipynb']);
    const model = new ActivitiesModel(api, notebooks);
    await model.openNotebook(activity({ notebook: 'x.ipynb' }));
    expect(notebooks.opened).toEqual(['x.ipynb']);
    expect(api.emitted).toEqual([]);
  });

  it.each([null, 'deleted.ipynb'])('writes it first (%s)', async notebook => {
    const api = new FakeApi();
    const notebooks = new FakeNotebooks();
    const model = new ActivitiesModel(api, notebooks);
    await model.openNotebook(activity({ notebook }));
    expect(api.emitted).toEqual(['a1']);
    expect(notebooks.opened).toEqual(['a1.ipynb']);
    expect(model.errands.size).toBe(0);
  });

  it('writes it once when the button is pressed twice', async () => {
    const api = new FakeApi();
    const model = new ActivitiesModel(api, new FakeNotebooks());
    await Promise.all([
      model.openNotebook(activity({})),
      model.openNotebook(activity({}))
    ]);
    expect(api.emitted).toEqual(['a1']);
  });

  it('shows at the activity why its notebook could not be opened', async () => {
    const api = new FakeApi();
    const model = new ActivitiesModel(api, new FakeNotebooks());
    api.failure = new Error('disk full');
    await model.openNotebook(activity({}));
    expect(model.errands.get('a1')).toEqual(new Error('disk full'));
    api.failure = null;
    await model.openNotebook(activity({}));
    expect(model.errands.size).toBe(0);
  });

  it('deletes, and brings back', async () => {
    const api = new FakeApi();
    api.activities = [activity({})];
    const model = new ActivitiesModel(api, new FakeNotebooks());
    let acts = 0;
    model.acted.connect(() => {
      acts += 1;
    });
    await model.delete(activity({}));
    expect(model.list.value).toEqual([]);
    expect(model.deleted).toHaveLength(1);
    await model.restore(activity({}));
    expect(model.list.value).toHaveLength(1);
    expect(model.deleted).toEqual([]);
    expect(acts).toBe(2);
  });
});

describe('PanelModel', () => {
  it('forgets with an erasure what the browser keeps', async () => {
    localStorage.clear();
    const storage = new OwnStorage('us', () => localStorage);
    const others = new OwnStorage('them', () => localStorage);
    const model = new PanelModel(new FakeApi(), new FakeNotebooks(), {
      ...SOLO,
      storage
    });
    const place = { problemId: 'p', file: null, cellId: 'c' };
    new Drafts(storage, () => 'page').keep('a.ipynb', place, 'secret');
    others.setItem('x', 'theirs');
    model.typed.set('s1', 'secret');
    await model.learner.record.erase();
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain(
      'secret'
    );
    expect([model.typed.size, others.getItem('x')]).toEqual([0, 'theirs']);
    model.dispose();
  });

  it('shows failures and recovers with the next refresh', async () => {
    const api = new FakeApi();
    api.activities = [activity({})];
    const model = new PanelModel(api, new FakeNotebooks());
    api.failure = new Error('down');
    await model.refresh();
    expect(model.health.error?.message).toBe('down');
    expect(model.activities.list.error?.message).toBe('down');
    api.failure = null;
    await model.refresh();
    expect(model.activities.list.value).toHaveLength(1);
    expect(model.health.error).toBeNull();
  });

  it('tells the end of a generation that it followed, not of one that was over', async () => {
    const api = new FakeApi();
    const end = numbered(9, {
      type: 'generation_completed',
      activity_id: 'a1',
      completed: 1,
      failed: 0,
      notices: [],
      proposal: ''
    });
    api.sessions = [session({ state: 'GENERATING' })];
    api.opened = authoringSession({ state: 'GENERATING', seed: 1 });
    api.streams = [[end]];
    const model = new PanelModel(api, new FakeNotebooks());
    const ended: string[] = [];
    model.ended.connect((_, { sessionId }) => {
      ended.push(sessionId);
    });
    await model.refreshActivities();
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(ended).toEqual(['s1']);

    const later = new FakeApi();
    later.sessions = [session({ state: 'SAVED' })];
    later.opened = authoringSession({ state: 'SAVED', seed: 1 });
    later.past = [end];
    const reloaded = new PanelModel(later, new FakeNotebooks());
    reloaded.ended.connect(() => {
      ended.push('again');
    });
    await reloaded.authoring.open('s1');
    await reloaded.refreshActivities();
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(reloaded.generation?.progress.end).toBe('completed');
    expect(ended).toEqual(['s1']);
  });
});
