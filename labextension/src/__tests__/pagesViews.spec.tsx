import { describe, expect, it } from 'vitest';

import { ApiError } from '../refusals';
import { LOOPS } from './fakeClassroom';
import { CLASSES } from './fakeService';
import { ShownPages } from './shownPages';

const pages = ShownPages.forEachTest();

describe('The pages', () => {
  it('have a word for an address that is none', async () => {
    await pages.open('/nowhere');
    expect(pages.text).toContain('There is no such page');
  });

  it('show those classes that somebody teaches', async () => {
    const learned = { ...LOOPS, id: 'c2', name: 'Trees' };
    pages.fake.answers.classes = {
      ...CLASSES,
      classes: [
        ...CLASSES.classes,
        {
          school_class: learned,
          organization: 'N',
          role: 'learner',
          may_erase: false
        }
      ]
    };
    await pages.open('');
    expect(pages.text).toContain('Loops 1');
    expect(pages.text).not.toContain('Trees');
  });

  it.each<['instructor' | 'admin', string]>([
    ['admin', 'Found one below.'],
    ['instructor', 'An admin of your organisation founds classes']
  ])('tell the %s of an organisation without a class', async (role, words) => {
    const organization = {
      id: 'o1',
      name: 'North',
      created_at: '2026-01-02T03:04:05Z',
      deleted_at: null
    };
    pages.fake.answers.classes = {
      classes: [],
      organizations: [{ organization, role }]
    };
    await pages.open('');
    expect(pages.text).toContain(`You teach no class yet. ${words}`);
  });

  it.each<['learner' | null, string]>([
    ['learner', 'You are a learner in this class'],
    [null, 'You have no role in this class any more']
  ])('tell who has the role %s what is so', async (role, words) => {
    pages.fake.answers.classes = {
      organizations: [],
      classes: role
        ? [{ school_class: LOOPS, organization: 'N', role, may_erase: false }]
        : []
    };
    await pages.open('/classes/c1/gradebook');
    expect(pages.text).toContain(words);
    expect(pages.fake.given('gradebook')).toEqual([]);
  });

  it('find out about a role that was taken away in the middle', async () => {
    pages.fake.answers.gradebook = new ApiError(
      404,
      'not_found',
      'No class c1.'
    );
    await pages.open('/classes/c1/gradebook');
    expect(pages.text).toContain('No class c1.');
    pages.fake.answers.classes = { classes: [], organizations: [] };
    await pages.wait(() => {
      pages.refused.emit();
    });
    expect(pages.text).toContain('You have no role in this class any more');
  });

  it('say so when an account does not act as staff any more', async () => {
    const refusal = new ApiError(403, 'forbidden', 'No.', 'credential');
    pages.fake.answers.roster = refusal;
    await pages.open('/classes/c1/people');
    expect(pages.text).toContain('your account does not act as staff here');
  });

  it('go from place to place without being loaded again', async () => {
    await pages.open('');
    await pages.press('Loops 1');
    expect(window.location.pathname).toBe(
      '/services/codemm/teach/classes/c1/challenges'
    );
    await pages.press('Gradebook');
    expect(pages.text).toContain('3 learners');
    await pages.wait(async () => {
      const moved = new Promise(resolve => {
        window.addEventListener('popstate', resolve, { once: true });
      });
      window.history.back();
      await moved;
    });
    expect(pages.text).toContain('Give an activity');
  });
});

describe('The gradebook', () => {
  it('says for each cell whose it is and how it stands', async () => {
    await pages.open('/classes/c1/gradebook');
    const cell = pages.named('ada, Sums: 10 of 20 points, 2 attempts');
    expect(cell.textContent).toBe('10');
    expect(cell.getAttribute('href')).toBe(
      '/services/codemm/teach/classes/c1/learners/ada/grades/h1'
    );
    expect(pages.named('bob, Sums: to review, 2 attempts').textContent).toBe(
      'To review'
    );
    expect(pages.text).toContain('2 of them shown');
  });

  it('tell what the class spent on models, and save it as a file', async () => {
    const spent = { calls: 3, tokens: 1234, cost_micros: 56_700 };
    const week = {
      week: '2026-11-23',
      spent,
      purposes: [{ purpose: 'hint', spent }],
      people: [
        { user: 'ada', spent: { ...spent, cost_micros: null }, purposes: [] },
        { user: '(erased)', spent, purposes: [] }
      ]
    };
    const answers = pages.fake.answers;
    answers.costs = { class_id: 'c1', name: 'Loops 1', weeks: [week] };
    answers.costsFile = { name: 'model-costs.csv', content: new Blob() };
    await pages.open('/classes/c1/costs');
    expect(pages.text).toContain('Week from 2026-11-23');
    expect(pages.text).toContain((1234).toLocaleString());
    expect(pages.text).toContain('0.0567');
    expect(pages.text).toContain('not known');
    expect(pages.text).toContain('Somebody whose record was erased');
    expect(pages.text).not.toContain('(erased)');
    await pages.press('Save as CSV');
    expect(pages.fake.given('costsFile')).toEqual([['c1']]);
    answers.costs = { class_id: 'c1', name: 'Loops 1', weeks: [] };
    await pages.press('Refresh');
    expect(pages.text).toContain('No language model was asked');
  });
});
