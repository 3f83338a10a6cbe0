import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { PanelView } from '../components/PanelView';
import type { INotebooks } from '../models/activities';
import { PanelModel, type PanelPart } from '../models/panel';
import { ApiError, UnreachableError } from '../refusals';
import {
  activity,
  authoringSession,
  FakeApi,
  numbered,
  session
} from './fakes';

const NOWHERE: INotebooks = {
  exists: () => Promise.resolve(false),
  open: () => Promise.resolve()
};

function show(model: PanelModel, part: PanelPart): string {
  model.show(part);
  const trans = nullTranslator.load('jupyter_codemm');
  return renderToStaticMarkup(
    <PanelView
      model={model}
      trans={trans}
      onCopy={() => undefined}
      onErase={() => undefined}
      onReplay={() => undefined}
    />
  );
}

describe('PanelView', () => {
  it('says that it loads', () => {
    expect(show(new PanelModel(new FakeApi(), NOWHERE), 'author')).toContain(
      'Loading…'
    );
  });

  it('shows health and activities', async () => {
    const api = new FakeApi();
    api.activities = [activity({ problem_count: 1 })];
    const model = new PanelModel(api, NOWHERE);
    await model.refresh();
    const html = show(model, 'activities') + show(model, 'health');
    for (const text of [
      'Loops',
      '1 problem<',
      'Open notebook',
      'local sandbox (Landlock)',
      'javac is not on PATH.',
      'To fix: install a JDK'
    ]) {
      expect(html).toContain(text);
    }
  });

  it('says how to begin when there is nothing', async () => {
    const model = new PanelModel(new FakeApi(), NOWHERE);
    await model.refresh();
    expect(show(model, 'activities')).toContain('No activities yet');
  });

  it('says beside the generation why its notebook was not opened', async () => {
    const api = new FakeApi();
    api.sessions = [session({ state: 'SAVED' })];
    api.opened = authoringSession({ state: 'SAVED', seed: 1 });
    api.past = [
      numbered(9, {
        type: 'generation_completed',
        activity_id: 'a1',
        completed: 1,
        failed: 0,
        notices: [],
        proposal: ''
      })
    ];
    const model = new PanelModel(api, NOWHERE);
    await model.authoring.open('s1');
    await model.refreshActivities();
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(show(model, 'author')).toContain('Open notebook');
    api.failure = new Error('could not write a1.ipynb');
    await model.activities.openById('a1');
    expect(show(model, 'author')).toContain('could not write a1.ipynb');
  });

  it('says why what was deleted did not come back', async () => {
    const api = new FakeApi();
    api.activities = [activity({})];
    const model = new PanelModel(api, NOWHERE);
    await model.activities.delete(activity({}));
    api.refusals = [new Error('the database is full')];
    await model.activities.restore(activity({}));
    const html = show(model, 'activities');
    expect(html).toContain('Deleted: Loops');
    expect(html).toContain('the database is full');
  });

  it.each([
    [new UnreachableError(null), 'The Jupyter server does not answer.'],
    [new ApiError(404, 'refused', 'Not Found'), 'is not running'],
    [new ApiError(403, 'refused', 'Forbidden'), 'not signed in any more'],
    [new ApiError(403, 'forbidden', 'this takes a teacher'), 'a teacher'],
    [new ApiError(503, 'store', 'the database is newer'), 'database is newer']
  ])('offers to try again after a failure (%#)', async (failure, words) => {
    const api = new FakeApi();
    api.failure = failure;
    const model = new PanelModel(api, NOWHERE);
    await model.refresh();
    const html = show(model, 'health');
    expect(html).toContain(words);
    expect(html).toContain('Try again');
    expect(html).not.toContain('Loading…');
  });
});
