import { describe, expect, it } from 'vitest';

import { weeksOf } from '../models/calendar';
import type { INotebooks } from '../models/activities';
import { LearnerModel } from '../models/learner';
import { PanelModel } from '../models/panel';
import { easierWish, wishOf } from '../models/wishes';
import { ALERT, EMPTY, FakeJourney, WORKED } from './fakeJourney';
import { authoringSession, FakeApi } from './fakes';

const NOWHERE: INotebooks = {
  exists: () => Promise.resolve(false),
  open: () => Promise.resolve()
};

function learner(
  changes: Partial<FakeJourney> = {},
  zone = 'UTC'
): { journey: FakeJourney; model: LearnerModel } {
  const journey = Object.assign(new FakeJourney(), changes);
  return { journey, model: new LearnerModel(journey, () => zone) };
}

describe('LearnerModel', () => {
  it('keeps what it knows when the server fails, and says why', async () => {
    const { journey, model } = learner({ profile: WORKED });
    await model.refresh();
    journey.failure = new Error('down');
    await model.refresh();
    expect(model.profile.value?.totals.attempts).toBe(3);
    expect(model.profile.error?.message).toBe('down');
  });

  it('names the time zone once there are days to count, and counts again', async () => {
    const { journey, model } = learner({}, 'Europe/Madrid');
    await model.refresh();
    expect(journey.asked).not.toContain('change {"time_zone":"Europe/Madrid"}');
    journey.profile = WORKED;
    await model.refresh();
    expect(model.profile.value?.streak.zone).toBe('Europe/Madrid');
    journey.asked = [];
    await model.refresh();
    expect(journey.asked).toEqual(['profile', 'worked', 'settings']);
  });

  it('names the time zone again after a failure, and when everything was erased', async () => {
    const zone = 'change {"time_zone":"Europe/Madrid"}';
    const { journey, model } = learner({ profile: WORKED }, 'Europe/Madrid');
    await model.record.useZone('Europe/Madrid');
    await model.record.erase();
    journey.profile = WORKED;
    journey.asked = [];
    journey.failure = new Error('down');
    await model.record.useZone('Europe/Madrid');
    journey.failure = null;
    await model.refresh();
    expect(journey.asked.filter(asked => asked === zone)).toHaveLength(2);
    expect(model.profile.value?.streak.zone).toBe('Europe/Madrid');
  });

  it('offers only help whose time has come, and closes what is answered', async () => {
    const { journey, model } = learner({ profile: WORKED });
    await model.refresh();
    expect(model.offers).toEqual([ALERT]);
    await model.resolve(ALERT, true);
    expect(journey.asked.at(-1)).toBe(
      'resolve {"trigger":"same_error","topic":"loops","dismissed":true}'
    );
    expect(model.offers).toEqual([]);
  });

  it('tells why an offer could not be closed', async () => {
    const { journey, model } = learner({ profile: WORKED });
    await model.refresh();
    journey.failure = new Error('not open');
    await model.resolve(ALERT, true);
    expect(model.failure?.message).toBe('not open');
    expect(model.offers).toHaveLength(1);
  });

  it('explains a topic, and again whenever the progress is fetched', async () => {
    const { journey, model } = learner({ profile: WORKED });
    await model.explain('python', 'loops');
    const explained = model.explanationOf('python', 'loops');
    expect(explained?.value?.sentences).toHaveLength(1);
    expect(model.explanationOf('java', 'loops')).toBeNull();
    journey.asked = [];
    await model.refresh();
    expect(journey.asked).toContain('explain python loops');
  });
});

describe('wishes', () => {
  it('say what is proposed in the words of authors', () => {
    const next = WORKED.next_activity;
    expect(next && wishOf({ ...next, language: 'cpp' })).toEqual({
      text: 'one medium C++ problem on loops',
      mode: 'guided'
    });
  });

  it('ask for an easier one in the language of the topic', () => {
    expect(easierWish(ALERT, { ...WORKED, next_activity: null })?.text).toBe(
      'one easy python problem on loops'
    );
    expect(easierWish({ ...ALERT, topic: '' }, WORKED)?.text).toBe(
      'one easy python problem on loops'
    );
    expect(easierWish(ALERT, EMPTY)).toBeNull();
  });

  it('begin a conversation of their own', async () => {
    const api = new FakeApi();
    api.opened = authoringSession({ state: 'DRAFT', messages: [] });
    const model = new PanelModel(api, NOWHERE);
    await model.begin({ text: 'one easy python problem', mode: 'guided' });
    expect(model.part).toBe('author');
    expect(api.asked).toEqual([
      'create',
      'patch s1 {"learning_mode":"guided"}',
      'say s1 one easy python problem'
    ]);
  });

  it('are not said in a conversation that somebody has begun', async () => {
    const api = new FakeApi();
    const model = new PanelModel(api, NOWHERE);
    await model.authoring.open('s1');
    api.failure = new Error('down');
    await model.begin({ text: 'one easy python problem', mode: 'guided' });
    expect(api.asked.join()).not.toContain('say');
  });
});

describe('PanelModel', () => {
  it('fetches the progress when it is shown and when a verdict comes, and only then', async () => {
    const api = new FakeApi();
    const model = new PanelModel(api, NOWHERE);
    model.learner.work();
    await model.refresh();
    expect(api.journey.asked).toEqual([]);
    model.show('progress');
    expect(api.journey.asked).toContain('profile');
    api.journey.asked = [];
    model.learner.work();
    expect(api.journey.asked).toContain('profile');
  });
});

describe('weeksOf', () => {
  it('ends with the week of the learner’s own today', () => {
    const streak = { ...WORKED.streak, zone: 'Europe/Madrid' };
    const weeks = weeksOf(streak, WORKED.at, 2);
    expect(weeks.map(week => week.map(({ day }) => day.slice(-2)))).toEqual([
      ['09', '10', '11', '12', '13', '14', '15'],
      ['16', '17', '18', '19', '20', '21', '22']
    ]);
    const [, current = []] = weeks;
    expect(current.find(({ isToday }) => isToday)?.day).toBe('2026-11-19');
    expect(current.filter(({ isAhead }) => isAhead)).toHaveLength(3);
    expect(current.filter(({ practised }) => practised)).toHaveLength(1);
  });

  it('counts in UTC where the browser does not know the zone', () => {
    const streak = { ...EMPTY.streak, zone: 'Nowhere/Atall' };
    const days = weeksOf(streak, EMPTY.at, 1).flat();
    expect(days.find(({ isToday }) => isToday)?.day).toBe('2026-11-18');
  });
});
