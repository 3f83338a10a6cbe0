import { describe, expect, it } from 'vitest';

import type { ClassModels } from '../contracts';
import { ApiError } from '../refusals';
import { MODELS } from './fakeService';
import { EVIL, ShownPages } from './shownPages';

const ADDRESS = 'https://a.example/v1';
const OVERTAKEN = new ApiError(409, 'wrong_state', 'Somebody else.', 'seen');
const NO_CAP = { tokens: null, cost_micros: null };
const OWN: ClassModels = {
  ...MODELS,
  version: 'v2',
  terms: {
    ...MODELS.terms,
    models: ['big', 'small'],
    base_url: ADDRESS,
    key_set_at: '2026-01-05T08:00:00Z'
  },
  has_key: true
};

describe('the models of a class', () => {
  const pages = ShownPages.forEachTest();

  async function settings(decided: ClassModels = MODELS): Promise<void> {
    pages.fake.answers.models = decided;
    pages.fake.answers.decideModels = decided;
    await pages.open('/classes/c1/settings');
  }

  const field = (label: string): HTMLInputElement => pages.field(label);
  const type = (label: string, text: string): Promise<void> =>
    pages.type(label, text);
  const save = (): Promise<void> => pages.press('Save the models');
  const saved = (): unknown => pages.fake.given('decideModels').at(-1)?.[1];

  it('says which one answers, and what was spent against the caps', async () => {
    await settings();
    expect(pages.text).toContain('m1 answers in this class now.');
    expect(pages.text).toContain('Learners are told: When you ask');
    expect(pages.text).toContain('1,200 tokens, cost 2.5000.');
  });

  it('tells caps beside what was spent, and names as they are', async () => {
    await settings({
      ...MODELS,
      model: EVIL,
      offered: [EVIL],
      terms: { ...MODELS.terms, whole: { tokens: 5000, cost_micros: 5e6 } }
    });
    expect(pages.text).toContain(
      '1,200 of 5,000 tokens, cost 2.5000 of 5.0000.'
    );
    expect(pages.text).toContain(`${EVIL} answers in this class now.`);
    expect(pages.place.querySelector('img')).toBeNull();
  });

  it('saves what was typed, and nothing else', async () => {
    await settings();
    await pages.wait(() => {
      field('m1').click();
    });
    await type('Tokens a week for each learner', '20000');
    await type('Cost a week for the whole class', '2.5');
    await type('What models may do in this class', 'off');
    await save();
    expect(saved()).toEqual({
      policy: 'off',
      models: ['m2'],
      student: { tokens: 20000, cost_micros: null },
      whole: { tokens: null, cost_micros: 2_500_000 },
      base_url: null,
      key: null,
      seen: 'v1'
    });
    expect(pages.text).toContain('Saved.');
  });

  it('takes all models that are ticked for any of them, and keeps one', async () => {
    await settings({
      ...MODELS,
      terms: { ...MODELS.terms, models: ['m2'] }
    });
    expect(field('m1').checked).toBe(false);
    await pages.wait(() => {
      field('m2').click();
    });
    expect(field('m2').checked).toBe(true);
    await save();
    expect(saved()).toMatchObject({ models: ['m2'], policy: null });
    await pages.wait(() => {
      field('m1').click();
    });
    expect(pages.text).toContain('Answers first: m2.');
    await save();
    expect(saved()).toMatchObject({ models: ['m2', 'm1'] });
  });

  it('leaves models that nobody touched to be any that are offered', async () => {
    await settings();
    await save();
    expect(saved()).toMatchObject({ models: [] });
  });

  it('writes a key that is shown no more', async () => {
    await settings();
    await type('Who is asked, and pays', ADDRESS);
    await type('Models to ask there', 'big, small');
    expect(field('Key').type).toBe('password');
    await type('Key', 'sk-1');
    pages.fake.answers.decideModels = OWN;
    await save();
    expect(saved()).toMatchObject({
      models: ['big', 'small'],
      base_url: ADDRESS,
      key: 'sk-1'
    });
    expect(pages.text).toContain('A key is kept since');
    expect(pages.place.innerHTML).not.toContain('sk-1');
  });

  it('keeps, replaces and removes a key that is there', async () => {
    await settings(OWN);
    await save();
    expect(saved()).toMatchObject({ key: null, base_url: ADDRESS });
    pages.named('Replace the key').focus();
    await pages.press('Replace the key');
    expect(field('The new key').required).toBe(true);
    expect(document.activeElement).toBe(field('The new key'));
    await type('The new key', 'sk-2');
    await save();
    expect(saved()).toMatchObject({ key: 'sk-2' });
    await pages.press('Remove the key');
    expect(pages.text).toContain('The key is removed when you save.');
    await pages.press('Keep the key');
    await pages.press('Remove the key');
    await save();
    expect(saved()).toMatchObject({ key: '' });
    await type('Who is asked, and pays', '');
    await save();
    expect(saved()).toMatchObject({ key: null, base_url: null, models: [] });
  });

  it('goes back from a new key to the one that is there', async () => {
    await settings(OWN);
    await pages.press('Replace the key');
    pages.named('Keep the key that is there').focus();
    await pages.press('Keep the key that is there');
    expect(pages.text).toContain('A key is kept since');
    expect(document.activeElement).toBe(pages.named('Replace the key'));
    await save();
    expect(saved()).toMatchObject({ key: null });
  });

  it('keeps what is typed while it saves', async () => {
    await settings();
    let answer = (_: ClassModels): void => undefined;
    pages.fake.answers.decideModels = () =>
      new Promise<ClassModels>(resolve => {
        answer = resolve;
      });
    await type('Tokens a week for each learner', '700');
    await save();
    await type('Tokens a week for the whole class', '9000');
    await pages.wait(() => {
      answer({ ...MODELS, version: 'v2' });
    });
    expect(field('Tokens a week for the whole class').value).toBe('9000');
    expect(pages.text).not.toContain('Saved.');
    await save();
    expect(saved()).toMatchObject({ whole: { tokens: 9000 }, seen: 'v2' });
  });

  it('keeps what was typed when somebody else was quicker', async () => {
    await settings();
    await type('Tokens a week for each learner', '700');
    pages.fake.answers.decideModels = OVERTAKEN;
    pages.fake.answers.models = {
      ...MODELS,
      version: 'v9',
      terms: { ...MODELS.terms, whole: { ...NO_CAP, tokens: 9 } }
    };
    await save();
    const alert = pages.place.querySelector('[role=alert]')?.textContent;
    expect(alert).toContain('Somebody else changed the models of this class');
    expect(field('Tokens a week for each learner').value).toBe('700');
    expect(field('Tokens a week for the whole class').value).toBe('9');
    pages.fake.answers.decideModels = MODELS;
    await save();
    expect(saved()).toMatchObject({
      seen: 'v9',
      student: { tokens: 700, cost_micros: null },
      whole: { tokens: 9, cost_micros: null }
    });
    expect(pages.place.querySelector('[role=alert]')).toBeNull();
  });

  it('says beside the field what the service refuses', async () => {
    await settings();
    await type('Cost a week for each learner', '5');
    pages.fake.answers.decideModels = new ApiError(
      422,
      'invalid_input',
      'nobody configured what the model m1 costs',
      'student.cost_micros'
    );
    await save();
    const input = field('Cost a week for each learner');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(pages.text).toContain('nobody configured what the model m1 costs');
    await pages.press('Forget what I typed');
    expect(field('Cost a week for each learner').value).toBe('');
  });
});
