import { describe, expect, it } from 'vitest';

import { Notes } from '../models/notes';
import { RecordModel } from '../models/record';
import { FakeJourney } from './fakeJourney';

const CODE = { code: 'a = 1', files: null };
const OTHER = { code: 'a = 2', files: null };

describe('RecordModel', () => {
  it('pauses, goes on, and tells other pages', async () => {
    const record = new RecordModel(new FakeJourney());
    let acts = 0;
    record.acted.connect(() => {
      acts += 1;
    });
    await record.refresh();
    expect(record.isOn).toBe(true);
    await record.change({ recording: false });
    expect(record.isOn).toBe(false);
    expect(acts).toBe(1);
  });

  it('says why a decision was not taken, and stays as it was', async () => {
    const journey = new FakeJourney();
    const record = new RecordModel(journey);
    await record.refresh();
    journey.failure = new Error('down');
    await record.change({ recording: false });
    expect(record.failure?.message).toBe('down');
    expect(record.isOn).toBe(true);
    expect(record.isBusy).toBe(false);
  });

  it('tells the failure of a choice for one class there only', async () => {
    const journey = new FakeJourney();
    const record = new RecordModel(journey);
    journey.failure = new Error('down');
    await record.change({ research_in: { class_id: 'c1', allows: true } });
    expect(record.failureIn('c1')?.message).toBe('down');
    expect([record.failure, record.failureIn('c2')]).toEqual([null, null]);
    await record.change({ recording: false });
    expect(record.failureIn('c1')).toBeNull();
    expect(record.failure?.message).toBe('down');
  });

  it.each([true, false])(
    'stays as the learner decided after erasing (recording %s)',
    async recording => {
      const journey = new FakeJourney();
      const record = new RecordModel(journey);
      await record.refresh();
      await record.change({ recording });
      let erasures = 0;
      record.erased.connect(() => {
        erasures += 1;
      });
      await record.erase();
      expect(journey.asked).toContain('erase');
      expect(erasures).toBe(1);
      expect(record.isErased).toBe(true);
      expect(record.isOn).toBe(recording);
    }
  );

  it('tells of an erasure also when what follows fails', async () => {
    const journey = new FakeJourney();
    const record = new RecordModel(journey);
    await record.refresh();
    await record.change({ recording: false });
    let erasures = 0;
    record.erased.connect(() => {
      erasures += 1;
      journey.failure = new Error('down');
    });
    await record.erase();
    expect(erasures).toBe(1);
    expect(record.failure?.message).toBe('down');
  });

  it('hands over a copy, or says why there is none', async () => {
    const journey = new FakeJourney();
    const record = new RecordModel(journey);
    expect((await record.copy('csv'))?.name).toBe('my-data.csv');
    journey.failure = new Error('down');
    expect(await record.copy('json')).toBeNull();
    expect(record.failure?.message).toBe('down');
  });
});

function notes(): { journey: FakeJourney; record: RecordModel; told: Notes } {
  const journey = new FakeJourney();
  const record = new RecordModel(journey);
  return { journey, record, told: new Notes(journey, record) };
}

describe('Notes', () => {
  it('are told at once when the page is left, and of what was opened only', async () => {
    const { journey, told } = notes();
    told.tell('opened', 'p', CODE);
    await told.done;
    told.left();
    expect(journey.asked.at(-1)).toBe('note closed at last');
    told.left();
    expect(journey.noted.map(({ what }) => what)).toEqual(['opened', 'closed']);
  });

  it('are not told when a page is left whose record is paused', async () => {
    const { journey, record, told } = notes();
    told.tell('opened', 'p', CODE);
    await told.done;
    await record.change({ recording: false });
    told.left();
    expect(journey.noted).toHaveLength(1);
  });

  it('are told once, in their order, and only of code that changed', async () => {
    const { journey, told } = notes();
    told.tell('opened', 'p', CODE);
    told.tell('opened', 'p', OTHER);
    told.tell('autosaved', 'p', CODE);
    told.tell('autosaved', 'p', OTHER);
    told.tell('saved', 'p', OTHER);
    told.tell('reset', 'p', CODE);
    told.closed();
    told.closed();
    await told.done;
    expect(journey.noted).toEqual([
      { problem_id: 'p', what: 'opened', source: CODE },
      { problem_id: 'p', what: 'autosaved', source: OTHER },
      { problem_id: 'p', what: 'reset', source: CODE },
      { problem_id: 'p', what: 'closed' }
    ]);
    expect(journey.asked.filter(what => what === 'settings')).toHaveLength(1);
  });

  it('are not told while the record is paused', async () => {
    const { journey, record, told } = notes();
    await record.change({ recording: false });
    told.tell('opened', 'p', CODE);
    await told.done;
    expect(journey.noted).toEqual([]);
  });

  it('learn that another page paused the record', async () => {
    const { journey, record, told } = notes();
    await record.refresh();
    journey.settings = { ...journey.settings, recording: false };
    told.tell('opened', 'p', CODE);
    await told.done;
    expect(record.isOn).toBe(false);
    told.tell('saved', 'p', OTHER);
    await told.done;
    expect(journey.noted).toHaveLength(1);
  });

  it('disturb nobody when they cannot be told, and go on later', async () => {
    const { journey, told } = notes();
    journey.failure = new Error('down');
    told.tell('opened', 'p', CODE);
    await told.done;
    journey.failure = null;
    told.tell('saved', 'p', OTHER);
    await told.done;
    expect(journey.noted.map(({ what }) => what)).toEqual(['saved']);
  });
});
