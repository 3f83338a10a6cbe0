import { describe, expect, it } from 'vitest';

import type { LearnerRecord, LiveClass } from '../contracts';
import { ApiError } from '../refusals';
import { LIVE } from './fakeLive';
import { EVIL, ShownPages } from './shownPages';

const pages = ShownPages.forEachTest();

describe('A sign of struggle', () => {
  const [line] = LIVE.lines;
  const [alert] = line?.alerts ?? [];
  if (!line || !alert) {
    throw new Error('nobody struggles');
  }
  const ada = { ...line, user: 'ada' };
  const said = 'ada: The same error came back.';
  const done: LiveClass = {
    ...LIVE,
    lines: [
      {
        ...ada,
        alerts: [],
        handled: [{ alert, by: EVIL, at: '2026-01-02T03:05:00Z' }]
      }
    ],
    struggling: []
  };

  it('is dealt with, and that is taken back', async () => {
    const { answers } = pages.fake;
    answers.live = { ...LIVE, lines: [ada] };
    await pages.open('/classes/c1/live');
    answers.decideAlert = () => {
      answers.live = done;
    };
    pages.named(`Dealt with, ${said}`).focus();
    await pages.press(`Dealt with, ${said}`);
    expect(pages.fake.given('decideAlert')).toEqual([
      ['c1', 'ada', alert, true]
    ]);
    expect(pages.text).toContain('0 may need help');
    expect(pages.text).toContain(`Dealt with by ${EVIL}, `);
    expect(pages.place.querySelector('img')).toBeNull();
    const undo = 'Undo: ada needs help after all (The same error came back.)';
    expect(document.activeElement).toBe(pages.named(undo));
    answers.decideAlert = () => {
      answers.live = { ...LIVE, lines: [ada] };
    };
    await pages.press(undo);
    expect(pages.fake.given('decideAlert').at(-1)?.at(-1)).toBe(false);
    expect(pages.text).not.toContain('Dealt with by');
  });

  it('stays where it is among those of the same submission', async () => {
    const { answers } = pages.fake;
    const other = { ...alert, trigger: 'going_back' as const };
    const messages = (): (string | null | undefined)[] =>
      [...pages.place.querySelectorAll('.jp-codemm-Sign')].map(
        sign => sign.children[1]?.textContent
      );
    answers.live = { ...LIVE, lines: [{ ...ada, alerts: [alert, other] }] };
    await pages.open('/classes/c1/live');
    const before = messages();
    expect(before).toHaveLength(2);
    for (const [dealt, left] of [
      [alert, other],
      [other, alert]
    ]) {
      const handled = [{ alert: dealt, by: 'tom', at: '2026-01-02T03:05:00Z' }];
      answers.live = { ...LIVE, lines: [{ ...ada, alerts: [left], handled }] };
      await pages.open('/classes/c1/live');
      expect(messages()).toEqual(before);
    }
  });

  it('of a newer service is told in its own words', async () => {
    const trigger = 'of_tomorrow' as typeof alert.trigger;
    const unknown = { ...alert, trigger, message: `Of tomorrow: ${EVIL}` };
    pages.fake.answers.live = {
      ...LIVE,
      lines: [{ ...ada, alerts: [unknown] }]
    };
    await pages.open('/classes/c1/live');
    expect(pages.text).toContain(`Of tomorrow: ${EVIL}`);
    expect(pages.place.querySelector('img')).toBeNull();
  });

  it('that somebody else dealt with says so', async () => {
    const { answers } = pages.fake;
    answers.live = { ...LIVE, lines: [ada] };
    await pages.open('/classes/c1/live');
    answers.live = done;
    answers.decideAlert = new ApiError(409, 'wrong_state', 'Changed by now.');
    await pages.press(`Dealt with, ${said}`);
    expect(pages.text).toContain('Changed by now.');
    expect(pages.text).toContain('Dealt with by');
  });

  it('is dealt with on the page of its learner, too', async () => {
    pages.fake.answers.submissions = { submissions: [] };
    pages.fake.answers.learner = {
      class_id: 'c1',
      user: 'ada',
      is_member: true,
      challenges: [],
      cells: [],
      problems: [],
      alerts: [alert],
      handled: []
    } satisfies LearnerRecord;
    await pages.open('/classes/c1/learners/ada');
    await pages.press(`Dealt with, ${said}`);
    expect(pages.fake.given('decideAlert')).toEqual([
      ['c1', 'ada', alert, true]
    ]);
    expect(pages.fake.given('learner')).toHaveLength(2);
  });
});
