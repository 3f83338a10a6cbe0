import { beforeEach, describe, expect, it } from 'vitest';

import type { LearnerRecord } from '../contracts';
import { ApiError } from '../refusals';
import { CLASSES } from './fakeService';
import { LOOPS } from './fakeClassroom';
import { ShownPages } from './shownPages';

const pages = ShownPages.forEachTest();
const RECORD: LearnerRecord = {
  class_id: 'c1',
  user: 'ada',
  is_member: true,
  challenges: [],
  cells: [],
  problems: [],
  alerts: [],
  handled: []
};

async function typeName(text: string): Promise<void> {
  const name = pages.place.querySelector<HTMLInputElement>(
    '[aria-labelledby=erase] input'
  );
  const set = Object.getOwnPropertyDescriptor(
    HTMLInputElement.prototype,
    'value'
  )?.set;
  await pages.wait(() => {
    set?.call(name, text);
    name?.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

describe('Erasing what a learner left', () => {
  beforeEach(() => {
    pages.fake.answers.learner = RECORD;
    pages.fake.answers.submissions = { submissions: [] };
    pages.fake.answers.eraseLearner = { rows: {} };
  });

  it('asks for the name, and shows what is left', async () => {
    await pages.open('/classes/c1/learners/ada');
    await pages.press('Erase for good');
    await typeName('Ada');
    await pages.press('Erase for good');
    expect(pages.fake.given('eraseLearner')).toEqual([]);
    await typeName('ada');
    await pages.press('Erase for good');
    expect(pages.fake.given('eraseLearner')).toEqual([['c1', 'ada', 'ada']]);
    expect(pages.text).toContain('Erased.');
    expect(pages.fake.given('learner')).toHaveLength(2);
  });

  it('says why it was not done', async () => {
    const refusal = new ApiError(403, 'forbidden', 'Your role is too low.');
    pages.fake.answers.eraseLearner = refusal;
    await pages.open('/classes/c1/learners/ada');
    await typeName('ada');
    await pages.press('Erase for good');
    expect(pages.text).toContain('Your role is too low.');
    expect(pages.text).not.toContain('Erased.');
  });

  it('is offered to admins only', async () => {
    pages.fake.answers.classes = {
      ...CLASSES,
      classes: [{ school_class: LOOPS, organization: 'N', role: 'coordinator' }]
    };
    await pages.open('/classes/c1/learners/ada');
    expect(pages.text).toContain('Submissions');
    expect(pages.text).not.toContain('Erase');
  });
});
