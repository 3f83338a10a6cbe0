import { describe, expect, it } from 'vitest';

import type { ClassOfMine, DeletedChallenge, DeletedClass } from '../contracts';
import { ApiError } from '../refusals';
import { LOOPS, SUMS } from './fakeClassroom';
import { CLASSES } from './fakeService';
import { EVIL, ShownPages } from './shownPages';

const GONE: DeletedChallenge = {
  id: 'h1',
  class_id: 'c1',
  title: 'Sums',
  deleted_at: '2026-01-02T03:04:05Z',
  deleted_by: 'tom'
};
const HIDDEN: DeletedClass = {
  id: 'c1',
  organization_id: 'o1',
  organization: 'North',
  name: 'Loops 1',
  deleted_at: '2026-01-02T03:04:05Z',
  deleted_by: null
};

const pages = ShownPages.forEachTest();

function asRole(role: ClassOfMine['role']): void {
  pages.fake.answers.classes = {
    ...CLASSES,
    classes: [{ school_class: LOOPS, organization: 'North', role }]
  };
}

describe('Deleted challenges', () => {
  it('of last week say who and when, and come back', async () => {
    const { answers } = pages.fake;
    answers.challenges = { challenges: [] };
    answers.deletedChallenges = { challenges: [GONE] };
    await pages.open('/classes/c1/challenges');
    expect(pages.text).not.toContain('Deleted by');
    const opens = pages.named('Deleted challenges: 1');
    expect(opens.getAttribute('aria-expanded')).toBe('false');
    await pages.press('Deleted challenges: 1');
    expect(pages.text).toContain('Deleted by tom, ');
    answers.restoreChallenge = () => {
      answers.challenges = { challenges: [SUMS] };
      answers.deletedChallenges = { challenges: [] };
    };
    pages.named('Restore Sums').focus();
    await pages.press('Restore Sums');
    expect(pages.fake.given('restoreChallenge')).toEqual([['c1', 'h1']]);
    expect(pages.text).toContain('Restored: Sums');
    expect(document.activeElement?.textContent).toBe('Restored: Sums');
    expect(pages.named('Delete Sums')).toBeTruthy();
    expect(pages.text).not.toContain('Deleted challenges');
  });

  it('of this moment are offered where the focus is', async () => {
    const { answers } = pages.fake;
    await pages.open('/classes/c1/challenges');
    expect(pages.text).not.toContain('Deleted');
    answers.deleteChallenge = () => {
      answers.challenges = { challenges: [] };
      answers.deletedChallenges = {
        challenges: [GONE, { ...GONE, id: 'h0', title: 'Loops' }]
      };
    };
    pages.named('Delete Sums').focus();
    await pages.press('Delete Sums');
    expect(pages.text).toContain('Deleted: Sums');
    expect(document.activeElement).toBe(pages.named('Restore Sums'));
    expect(pages.named('Restore Loops')).toBeTruthy();
  });

  it('that somebody else brings back are no longer called deleted', async () => {
    const { answers } = pages.fake;
    await pages.open('/classes/c1/challenges');
    answers.deleteChallenge = () => {
      answers.challenges = { challenges: [] };
      answers.deletedChallenges = { challenges: [GONE] };
    };
    await pages.press('Delete Sums');
    expect(pages.text).toContain('Deleted: Sums');
    answers.challenges = { challenges: [SUMS] };
    answers.deletedChallenges = { challenges: [] };
    answers.restoreChallenge = new ApiError(409, 'wrong_state', 'It is there.');
    await pages.press('Restore Sums');
    expect(pages.text).not.toContain('Deleted: Sums');
  });

  it('say why one did not come back, and show how things are now', async () => {
    const { answers } = pages.fake;
    const evil = { ...GONE, title: EVIL, deleted_by: EVIL };
    answers.deletedChallenges = { challenges: [evil] };
    await pages.open('/classes/c1/challenges');
    await pages.press('Deleted challenges: 1');
    expect(pages.place.querySelector('img')).toBeNull();
    answers.restoreChallenge = new ApiError(409, 'wrong_state', 'Not now.');
    await pages.press(`Restore ${EVIL}`);
    expect(pages.text).toContain('Not now.');
    expect(pages.text).not.toContain('Restored');
    expect(pages.fake.given('deletedChallenges')).toHaveLength(2);
  });

  it('are not asked for by who may not bring them back', async () => {
    asRole('assistant');
    await pages.open('/classes/c1/challenges');
    expect(pages.fake.given('deletedChallenges')).toEqual([]);
    expect(pages.text).toContain('Sums');
  });

  it('are drawn a hundred at a time', async () => {
    pages.fake.answers.deletedChallenges = {
      challenges: Array.from({ length: 2000 }, (_, at) => ({
        ...GONE,
        id: `g${at}`
      }))
    };
    await pages.open('/classes/c1/challenges');
    await pages.press('Deleted challenges: 2000');
    expect(pages.place.querySelectorAll('[data-deleted]')).toHaveLength(100);
  });

  it('do not hide what is there when they cannot be told', async () => {
    pages.fake.answers.deletedChallenges = new ApiError(500, 'x', 'Broken.');
    await pages.open('/classes/c1/challenges');
    expect(pages.text).toContain('Broken.');
    expect(pages.named('Delete Sums')).toBeTruthy();
    pages.fake.answers.deletedChallenges = { challenges: [GONE] };
    await pages.press('Try again');
    expect(pages.named('Deleted challenges: 1')).toBeTruthy();
  });
});

describe('Hidden classes', () => {
  it('say whose they are and when, and come back', async () => {
    const { answers } = pages.fake;
    answers.classes = { classes: [], organizations: [] };
    answers.deletedClasses = { classes: [HIDDEN] };
    await pages.open('');
    await pages.press('Hidden classes: 1');
    expect(pages.text).toContain('North; hidden ');
    answers.restoreClass = () => {
      answers.classes = CLASSES;
      answers.deletedClasses = { classes: [] };
    };
    await pages.press('Restore Loops 1');
    expect(pages.fake.given('restoreClass')).toEqual([['o1', 'c1']]);
    expect(pages.text).toContain('Restored: Loops 1');
    expect(pages.named('Loops 1')).toBeTruthy();
  });

  it('are shown to who has just hidden one', async () => {
    const { answers } = pages.fake;
    await pages.open('/classes/c1/settings');
    answers.deleteClass = () => {
      answers.classes = { classes: [], organizations: [] };
      answers.deletedClasses = { classes: [HIDDEN] };
    };
    await pages.press('Hide Loops 1');
    expect(window.location.pathname).toBe('/services/codemm/teach');
    expect(pages.text).toContain('Hidden: Loops 1');
    expect(pages.named('Restore Loops 1')).toBeTruthy();
  });
});
