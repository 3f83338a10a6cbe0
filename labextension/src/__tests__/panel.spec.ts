import { describe, expect, it } from 'vitest';

import { type INotebooks, PanelModel } from '../models/panel';
import { activity, FakeApi } from './fakes';

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

describe('PanelModel', () => {
  it('opens a notebook that is there without writing it', async () => {
    const api = new FakeApi();
    const notebooks = new FakeNotebooks(['x.ipynb']);
    const model = new PanelModel(api, notebooks);
    await model.openNotebook(activity({ notebook: 'x.ipynb' }));
    expect(notebooks.opened).toEqual(['x.ipynb']);
    expect(api.emitted).toEqual([]);
  });

  it.each([null, 'deleted.ipynb'])('writes it first (%s)', async notebook => {
    const api = new FakeApi();
    const notebooks = new FakeNotebooks();
    const model = new PanelModel(api, notebooks);
    await model.openNotebook(activity({ notebook }));
    expect(api.emitted).toEqual(['a1']);
    expect(notebooks.opened).toEqual(['a1.ipynb']);
    expect(model.openings.size).toBe(0);
  });

  it('writes it once when the button is pressed twice', async () => {
    const api = new FakeApi();
    const model = new PanelModel(api, new FakeNotebooks());
    await Promise.all([
      model.openNotebook(activity({})),
      model.openNotebook(activity({}))
    ]);
    expect(api.emitted).toEqual(['a1']);
  });

  it('shows at the activity why its notebook could not be opened', async () => {
    const api = new FakeApi();
    const model = new PanelModel(api, new FakeNotebooks());
    api.failure = new Error('disk full');
    await model.openNotebook(activity({}));
    expect(model.openings.get('a1')).toEqual(new Error('disk full'));
    api.failure = null;
    await model.openNotebook(activity({}));
    expect(model.openings.size).toBe(0);
  });

  it('shows failures and recovers with the next refresh', async () => {
    const api = new FakeApi();
    api.activities = [activity({})];
    const model = new PanelModel(api, new FakeNotebooks());
    api.failure = new Error('down');
    await model.refresh();
    expect(model.health.error?.message).toBe('down');
    expect(model.activities.error?.message).toBe('down');
    api.failure = null;
    await model.refresh();
    expect(model.activities.value).toHaveLength(1);
    expect(model.health.error).toBeNull();
  });
});
