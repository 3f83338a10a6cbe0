import { describe, expect, it, vi } from 'vitest';

import { ChallengeModel } from '../pages/models/challenge';
import { ChallengesModel } from '../pages/models/challenges';
import { GradebookModel } from '../pages/models/gradebook';
import { PeopleModel } from '../pages/models/people';
import {
  localText,
  termsEntry,
  termsOf,
  USUAL_TERMS
} from '../pages/models/termsEntry';
import { ApiError } from '../refusals';
import { SUMS } from './fakeClassroom';
import { BOOK, FakeService, given, settled } from './fakeService';

const CONFLICT = new ApiError(409, 'wrong_state', 'Somebody else was quicker.');

describe('termsEntry', () => {
  const rich = {
    ...USUAL_TERMS,
    due_at: '2030-01-02T03:04:05.678Z',
    late: {
      kind: 'deduct' as const,
      percent_a_day: 5,
      at_most_percent: 50,
      grace_minutes: 15,
      closes_after_hours: 48
    },
    attempts: 3,
    rubric: [{ name: 'Names are clear', points: 2.5 }]
  };

  it('changes nothing that nobody touched, not even seconds', () => {
    expect(termsOf(termsEntry('Sums', rich), rich)).toEqual(rich);
    expect(termsOf(termsEntry('', USUAL_TERMS), USUAL_TERMS)).toEqual(
      USUAL_TERMS
    );
  });

  it('has moments in the time of the browser', () => {
    const entry = termsEntry('', USUAL_TERMS);
    const { due_at: due } = termsOf(
      { ...entry, dueAt: '2030-06-07T08:09' },
      USUAL_TERMS
    );
    expect(due).toBe(new Date('2030-06-07T08:09').toISOString());
    expect(localText(due)).toBe('2030-06-07T08:09');
  });

  it('lets go of what belongs to another kind of lateness', () => {
    const entry = { ...termsEntry('', rich), late: 'refuse' as const };
    expect(termsOf(entry, rich).late).toEqual({
      kind: 'refuse',
      percent_a_day: 0,
      at_most_percent: 100,
      grace_minutes: 15,
      closes_after_hours: null
    });
  });

  it('hands on what is no number, so that the service names it', () => {
    const entry = { ...termsEntry('', rich), points: 'many', attempts: 'two' };
    const { points, attempts } = termsOf(entry, rich);
    expect([points, attempts]).toEqual(['many', 'two']);
  });
});

describe('ChallengeModel', () => {
  async function opened(): Promise<[ChallengeModel, FakeService]> {
    const fake = new FakeService();
    const model = new ChallengeModel(fake.service, 'c1', 'h1');
    await settled();
    return [model, fake];
  }

  it('saves from the version that the typing began with', async () => {
    const [model, fake] = await opened();
    model.type({ title: 'Sums 2', points: '30' });
    fake.answers.challenges = given({ version: 2, title: 'Sums 2' });
    await model.save();
    expect(fake.given('changeChallenge')).toEqual([
      [
        'h1',
        {
          version: 1,
          title: 'Sums 2',
          terms: { ...SUMS.challenge.terms, points: 30 }
        }
      ]
    ]);
    expect(model.isSaved).toBe(true);
    expect(model.typed.size).toBe(0);
  });

  it('loses nothing when somebody else was quicker', async () => {
    const [model, fake] = await opened();
    model.type({ title: 'Mine', attempts: '4' });
    fake.answers.changeChallenge = CONFLICT;
    fake.answers.challenges = given({
      version: 2,
      title: 'Theirs',
      terms: { ...SUMS.challenge.terms, points: 5 }
    });
    await model.save();
    expect(model.theirs).toEqual({ title: 'Theirs', points: '5' });
    expect([...model.typed].sort()).toEqual(['attempts', 'title']);
    expect(model.entry).toMatchObject({
      title: 'Mine',
      attempts: '4',
      points: '5'
    });
    // Now it is saved over theirs, as they are told.
    fake.answers.changeChallenge = {};
    await model.save();
    expect(fake.given('changeChallenge').at(-1)).toMatchObject([
      'h1',
      { version: 2, title: 'Mine', terms: { points: 5, attempts: 4 } }
    ]);
  });

  it('keeps what was typed when it is refused', async () => {
    const [model, fake] = await opened();
    model.type({ points: '-1' });
    const refusal = new ApiError(422, 'invalid_input', 'terms.points: no');
    fake.answers.changeChallenge = refusal;
    await model.save();
    expect(model.errands.get('h1')).toBe(refusal);
    expect(model.entry?.points).toBe('-1');
  });
});

describe('ChallengesModel', () => {
  it('shows how things are after a refusal', async () => {
    const fake = new FakeService();
    const model = new ChallengesModel(fake.service, 'c1', true);
    await settled();
    fake.answers.changeChallenge = CONFLICT;
    fake.answers.challenges = given({ version: 2, state: 'draft' });
    await model.publish(SUMS);
    expect(model.errands.get('h1')).toBe(CONFLICT);
    expect(model.shown.value?.[0]?.challenge.version).toBe(2);
  });
});

describe('PeopleModel', () => {
  it('shows who has left as well when that is wanted', async () => {
    const fake = new FakeService();
    const model = new PeopleModel(fake.service, 'c1');
    await settled();
    await model.showEnded(true);
    await model.grant('ada', 'assistant');
    expect(fake.given('roster')).toEqual([
      ['c1', false],
      ['c1', true],
      ['c1', true]
    ]);
  });

  it('lets nobody in before a list was looked at', async () => {
    const fake = new FakeService();
    const model = new PeopleModel(fake.service, 'c1');
    await model.apply();
    expect(fake.given('readRoster')).toEqual([]);
    const list = new Blob(['user\nada\n']);
    fake.answers.readRoster = (_: string, __: Blob, applied: boolean) => ({
      applied,
      enrolled: ['ada'],
      already: [],
      problems: []
    });
    await model.preview(list);
    expect(model.report?.applied).toBe(false);
    await model.apply();
    expect(model.report?.applied).toBe(true);
    await model.apply();
    expect(fake.given('readRoster')).toEqual([
      ['c1', list, false],
      ['c1', list, true]
    ]);
  });
});

describe('GradebookModel', () => {
  it('goes on after the last learner that is shown', async () => {
    const fake = new FakeService();
    const save = vi.fn();
    const model = new GradebookModel(fake.service, 'c1', save);
    await settled();
    const [ada] = BOOK.lines;
    fake.answers.gradebook = {
      ...BOOK,
      lines: [{ ...ada, user: 'cleo' }],
      next: null
    };
    await model.more();
    await model.more();
    expect(fake.given('gradebook')).toEqual([
      ['c1', ''],
      ['c1', 'bob']
    ]);
    expect(model.shown.value?.lines.map(({ user }) => user)).toEqual([
      'ada',
      'bob',
      'cleo'
    ]);
    const file = { name: 'grades-moodle.csv', content: new Blob() };
    fake.answers.gradebookFile = file;
    await model.export('moodle');
    expect(save).toHaveBeenCalledWith(file);
  });
});
