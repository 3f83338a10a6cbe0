import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { DeletedItem } from '../components/DeletedItem';
import { ActivitiesModel } from '../models/activities';
import type { IMemory } from '../models/memory';
import { Deletions } from '../models/deletions';
import { UnreachableError } from '../refusals';
import { activity, FakeApi } from './fakes';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const NOWHERE = {
  exists: () => Promise.resolve(false),
  open: () => Promise.resolve()
};

class Browser implements IMemory {
  text: string | null = null;

  get(): string | null {
    return this.text;
  }

  set(text: string): void {
    this.text = text;
  }
}

describe('Deletions', () => {
  it('offer the way back after a reload, and no more once it was taken', async () => {
    const browser = new Browser();
    const api = new FakeApi();
    api.activities = [activity({})];
    const page = () =>
      new ActivitiesModel(api, NOWHERE, () => '', new Deletions(browser));
    const before = page();
    await before.delete(activity({}));
    expect(before.justDeleted).toBe('a1');
    const after = page();
    await after.refresh();
    expect(after.deleted).toEqual([activity({})]);
    expect(after.justDeleted).toBeNull();
    await after.restore(activity({}));
    expect(after.deleted).toEqual([]);
    expect(before.deleted).toEqual([]);
  });

  it('forget what was brought back elsewhere', async () => {
    const api = new FakeApi();
    const deletions = new Deletions();
    deletions.add(activity({}));
    const model = new ActivitiesModel(api, NOWHERE, () => '', deletions);
    await model.refresh();
    expect(model.deleted).toHaveLength(1);
    api.activities = [activity({})];
    await model.refresh();
    expect(model.deleted).toEqual([]);
  });

  it('are a hundred at most, for a day, and nothing after an erasure', () => {
    let now = 0;
    const deletions = new Deletions(new Browser(), () => now);
    for (let n = 0; n < 102; n++) {
      deletions.add(activity({ id: `a${n}` }));
      now += MINUTE_MS;
    }
    expect(deletions.all.map(({ id }) => id)).toEqual(
      Array.from({ length: 100 }, (_, n) => `a${101 - n}`)
    );
    now = 24 * HOUR_MS + 100 * MINUTE_MS;
    expect(deletions.all.map(({ id }) => id)).toEqual(['a101']);
    deletions.clear();
    expect(deletions.all).toEqual([]);
  });

  it('pass over what somebody else wrote in their place', () => {
    const browser = new Browser();
    for (const odd of ['', '{', '7', '[7]', '[{"at":1,"activity":{}}]']) {
      browser.text = odd;
      expect(new Deletions(browser, () => 2).all).toEqual([]);
    }
  });
});

describe('DeletedItem', () => {
  it('says why the activity did not come back', async () => {
    const api = new FakeApi();
    const model = new ActivitiesModel(api, NOWHERE);
    await model.delete(activity({}));
    api.failure = new UnreachableError(null);
    await model.restore(activity({}));
    const html = renderToStaticMarkup(
      <DeletedItem
        activity={activity({})}
        errand={model.errands.get('a1')}
        isNew={false}
        trans={nullTranslator.load('jupyter_codemm')}
        onSeen={() => undefined}
        onRestore={() => undefined}
      />
    );
    expect(html).toContain('The Jupyter server does not answer.');
    expect(html).toContain('Undo');
  });
});
