import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { ProgressSection } from '../components/progress/ProgressSection';
import type { LearnerProfile } from '../contracts';
import { LearnerModel } from '../models/learner';
import { ALERT, EMPTY, FakeJourney, WORKED } from './fakeJourney';

const trans = nullTranslator.load('jupyter_codemm');

async function show(profile: LearnerProfile): Promise<string> {
  const journey = Object.assign(new FakeJourney(), { profile });
  const model = new LearnerModel(journey, () => 'UTC');
  await model.refresh();
  return html(model);
}

function html(model: LearnerModel): string {
  const nothing = (): void => undefined;
  return renderToStaticMarkup(
    <ProgressSection
      model={model}
      classroom={null}
      isBusy={false}
      trans={trans}
      onBegin={nothing}
      onAuthor={nothing}
      onCopy={nothing}
      onErase={nothing}
      onReplay={nothing}
    />
  );
}

describe('ProgressSection', () => {
  it('says how to begin, and what is recorded', async () => {
    const text = await show(EMPTY);
    expect(text).toContain('Nothing here yet. Open the notebook');
    expect(text).toContain('Record my work');
    expect(text).toContain('Erase everything about me…');
    expect(text).toContain('Everything (JSON)');
    expect(await show({ ...EMPTY, recording: false })).toContain('is paused');
  });

  it('shows what is next and why, levels in words, days and counts', async () => {
    const text = await show(WORKED);
    for (const part of [
      'Next: loops',
      'medium fits you now',
      ALERT.message,
      'Show me an easier one',
      '1 day in a row',
      'Longest: 4 days.',
      'loops (Python)',
      'Developing',
      '58%',
      'It was 69% when you last practised',
      'practised, 12 minutes',
      'module 40% (learning) · 3 submissions · 1 solved · 12 minutes',
      '<th scope="row">loops</th><td>3</td><td>1</td><td>2</td>'
    ]) {
      expect(text).toContain(part);
    }
    expect(text.match(/Not now/g)).toHaveLength(1);
  });

  it('shows a topic of quizzes alone', async () => {
    const quizzed = { topic: 'recursion', attempts: 0, minutes: 0 };
    const came = { percent: 60, quizzes: 60 };
    const modules = WORKED.modules.map(each => ({
      ...each,
      ...quizzed,
      ...came
    }));
    const text = await show({ ...EMPTY, modules });
    expect(text).toContain('recursion (Python)');
    expect(text).toContain('>module 60% (learning) · quizzes 60%<');
    expect(text).not.toContain('Nothing here yet');
  });

  it('offers to try again after a failure, and keeps the record in reach', async () => {
    const journey = new FakeJourney();
    journey.failure = new Error('the database is newer');
    const model = new LearnerModel(journey, () => 'UTC');
    await model.refresh();
    expect(html(model)).toContain('the database is newer');
    expect(html(model)).toContain('Your record');
    expect(html(model)).toContain('Try again');
  });
});
