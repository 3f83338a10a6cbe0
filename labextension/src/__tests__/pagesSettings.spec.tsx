import { describe, expect, it } from 'vitest';

import type { SchoolClass } from '../contracts';
import { ApiError } from '../refusals';
import { LOOPS } from './fakeClassroom';
import { CLASSES } from './fakeService';
import { ShownPages } from './shownPages';

const DAYS = 'Days to keep records';
const OVERTAKEN = 'Somebody else has changed this class meanwhile.';
const REFUSED = new ApiError(409, 'wrong_state', 'Somebody changed this.');

describe('The settings of a class', () => {
  const pages = ShownPages.forEachTest();

  /** What the service has from now on. */
  function there(changes: Partial<SchoolClass>): SchoolClass {
    const found = { ...LOOPS, ...changes };
    pages.fake.answers.classes = {
      ...CLASSES,
      classes: [
        {
          school_class: found,
          organization: 'N',
          role: 'admin',
          may_erase: false
        }
      ]
    };
    return found;
  }

  async function settings(changes: Partial<SchoolClass> = {}): Promise<void> {
    there(changes);
    await pages.open('/classes/c1/settings');
  }

  const alert = (): string =>
    pages.place.querySelector('.jp-codemm-Conflict')?.textContent ?? '';
  const saved = (): unknown => pages.fake.given('changeClass').at(-1);

  it('save only what was touched', async () => {
    await settings();
    await pages.type('Name', 'Loops 2');
    await pages.press('Save');
    expect(pages.fake.given('changeClass')).toEqual([
      ['c1', { version: 1, name: 'Loops 2' }]
    ]);
    expect(pages.text).toContain('Saved.');
  });

  it('ask nothing of the service when nothing was touched', async () => {
    await settings({ record_days: 60 });
    await pages.press('Save');
    await pages.press('Save the days');
    expect(pages.fake.given('changeClass')).toEqual([]);
  });

  it('keep records for more days', async () => {
    await settings({ record_days: 60 });
    expect(pages.field(DAYS).value).toBe('60');
    await pages.type(DAYS, '180');
    await pages.press('Save the days');
    expect(saved()).toEqual(['c1', { version: 1, record_days: 180 }]);
  });

  describe('asks before fewer days delete records', () => {
    const asked = (): string =>
      pages.place.querySelector('[role=alertdialog]')?.textContent ?? '';

    it.each([
      [60, '61'],
      [null, '']
    ])('not from %s to “%s”', async (before, typed) => {
      await settings({ record_days: before });
      await pages.type(DAYS, typed);
      await pages.press('Save the days');
      expect(asked()).toBe('');
    });

    it.each([60, null])('from %s to 59', async before => {
      await settings({ record_days: before });
      await pages.type(DAYS, '59');
      await pages.press('Save the days');
      expect(asked()).toContain('Keep records for 59 days only?');
      expect(asked()).toContain('nothing was added for 59 days');
      expect(document.activeElement).toBe(pages.named('Leave it as it is'));
      await pages.press('Save the days');
      expect(saved()).toBeUndefined();
      await pages.press('Delete what is older');
      expect(saved()).toEqual(['c1', { version: 1, record_days: 59 }]);
      expect(asked()).toBe('');
      expect(document.activeElement).toBe(pages.named('Save the days'));
    });

    it('and the days of the site may be fewer', async () => {
      await settings({ record_days: 60 });
      await pages.type(DAYS, '');
      await pages.press('Save the days');
      expect(asked()).toContain('That may be shorter than the 60 days of now.');
      expect(saved()).toBeUndefined();
      await pages.press('As the site does');
      expect(saved()).toEqual(['c1', { version: 1, record_days: 0 }]);
    });

    it('and saves nothing when they shall stay', async () => {
      await settings({ record_days: 60 });
      await pages.type(DAYS, '59');
      await pages.press('Save the days');
      await pages.press('Leave it as it is');
      expect([asked(), saved()]).toEqual(['', undefined]);
      expect(pages.field(DAYS).value).toBe('59');
      expect(document.activeElement).toBe(pages.named('Save the days'));
      await pages.press('Save the days');
      await pages.type(DAYS, '58');
      expect(asked()).toBe('');
    });
  });

  it('keep what is typed while they are saved', async () => {
    await settings({ record_days: 60 });
    let answer = (): void => undefined;
    pages.fake.answers.changeClass = () =>
      new Promise<void>(resolve => {
        answer = resolve;
      });
    await pages.type(DAYS, '180');
    await pages.press('Save the days');
    await pages.type(DAYS, '1800');
    await pages.wait(() => {
      there({ record_days: 180, version: 2 });
      answer();
    });
    expect(pages.field(DAYS).value).toBe('1800');
    expect(pages.text).not.toContain('Saved.');
    expect(alert()).toBe('');
    await pages.press('Save the days');
    expect(saved()).toEqual(['c1', { version: 2, record_days: 1800 }]);
  });

  it('lose nothing when somebody else was faster', async () => {
    await settings();
    pages.fake.answers.changeClass = REFUSED;
    await pages.type('Name', 'Loops 2');
    const theirs = there({ hub_group: 'loops', version: 2 });
    await pages.press('Save');
    expect(alert()).toContain(OVERTAKEN);
    expect(alert()).toContain('Group of the Hub is now: loops');
    pages.fake.answers.changeClass = theirs;
    await pages.press('Keep what I typed');
    await pages.press('Save');
    expect(saved()).toEqual(['c1', { version: 2, name: 'Loops 2' }]);
  });

  it.each([
    ['Keep what I typed', '180'],
    ['Show theirs', '90']
  ])(
    'overwrite no days that somebody else has saved: %s',
    async (choice, value) => {
      await settings({ record_days: 60 });
      await pages.type(DAYS, '180');
      there({ record_days: 90, version: 2 });
      pages.fake.answers.changeClass = REFUSED;
      await pages.press('Save the days');
      expect(alert()).toContain(`${DAYS} is now: 90`);
      // Who presses once more has not said what shall become of theirs.
      await pages.press('Save the days');
      expect(saved()).toEqual(['c1', { version: 1, record_days: 180 }]);
      await pages.press(choice);
      expect(pages.field(DAYS).value).toBe(value);
      expect(alert()).toBe('');
      expect(document.activeElement).toBe(pages.named('Save the days'));
      pages.fake.answers.changeClass = LOOPS;
      await pages.press('Save the days');
      expect(saved()).toEqual([
        'c1',
        { version: value === '180' ? 2 : 1, record_days: 180 }
      ]);
    }
  );

  it('show days that somebody else has saved to who typed nothing', async () => {
    await settings({ record_days: 60 });
    there({ record_days: 90, version: 2 });
    await pages.press('Open the class');
    expect(pages.field(DAYS).value).toBe('90');
    expect(alert()).toBe('');
  });
});
