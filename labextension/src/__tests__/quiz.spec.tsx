import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { ProgressSection } from '../components/progress/ProgressSection';
import { LearnerModel } from '../models/learner';
import { ApiError } from '../refusals';
import { FakeJourney, QUIZ, WORKED } from './fakeJourney';

const trans = nullTranslator.load('jupyter_codemm');
const LOOPS = { language: 'python', topic: 'loops' } as const;

async function begun() {
  const journey = Object.assign(new FakeJourney(), { profile: WORKED });
  const model = new LearnerModel(journey, () => 'UTC');
  await model.refresh();
  await model.quizzes.begin(LOOPS);
  return { journey, model, quizzes: model.quizzes };
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

describe('QuizModel', () => {
  it('hands the answers in once every question has one', async () => {
    const { journey, model, quizzes } = await begun();
    quizzes.choose(0, 1);
    await quizzes.submit();
    expect(journey.asked).not.toContain('answer {"choices":[1]}');
    quizzes.choose(0, 0);
    quizzes.choose(1, 2);
    expect(quizzes.answered).toBe(2);
    const profiles = (): number =>
      journey.asked.filter(what => what === 'profile').length;
    const before = profiles();
    await quizzes.submit();
    expect(journey.asked).toContain('answer {"choices":[0,2]}');
    expect(quizzes.quiz?.report?.correct).toBe(1);
    expect(profiles()).toBe(before + 1);
    quizzes.choose(0, 2);
    expect(quizzes.chosen).toEqual([0, 2]);
    model.dispose();
  });

  it('shows a quiz that was answered elsewhere as it was answered', async () => {
    const { journey, quizzes } = await begun();
    quizzes.choose(0, 1);
    quizzes.choose(1, 1);
    journey.quizAnswered = [0, 2];
    journey.refusal = new ApiError(409, 'wrong_state', 'answered already');
    await quizzes.submit();
    expect(quizzes.failure).toBeNull();
    expect(quizzes.chosen).toEqual([0, 2]);
  });

  it('keeps what was chosen when the server does not take it', async () => {
    const { journey, quizzes } = await begun();
    quizzes.choose(0, 1);
    quizzes.choose(1, 1);
    journey.failure = new Error('the disk is full');
    await quizzes.submit();
    expect(quizzes.failure?.message).toBe('the disk is full');
    expect(quizzes.chosen).toEqual([1, 1]);
    expect(quizzes.quiz?.report).toBeNull();
  });
});

describe('ProgressSection', () => {
  it('offers a quiz beside a topic, and on all others', async () => {
    const { journey, model, quizzes } = await begun();
    quizzes.leave();
    const [module] = WORKED.modules;
    journey.profile = {
      ...WORKED,
      modules: module ? [{ ...module, quizzes: 60, quality: 97 }] : []
    };
    await model.refresh();
    const text = html(model);
    expect(text).toContain('12 minutes · quizzes 60% · code quality 97%');
    expect(text).toContain('aria-label="Quiz me on loops"');
    expect(text).toContain('<option value="sql joins">joins</option>');
  });

  it('asks in groups of choices, and tells nothing before the marking', async () => {
    const { model } = await begun();
    const text = html(model);
    expect(text).toContain('Quiz: loops (Python)');
    expect(text).toContain('0 of 2 questions answered');
    expect(text.match(/<fieldset/g)).toHaveLength(2);
    expect(text.match(/type="radio"/g)).toHaveLength(6);
    expect(text).toContain('&lt;b&gt;total&lt;/b&gt;');
    expect(text).not.toContain('right');
    expect(text).not.toContain('My progress</h2>');
  });

  it('tells what is right, what was chosen, and why', async () => {
    const { model, quizzes } = await begun();
    quizzes.choose(0, 0);
    quizzes.choose(1, 2);
    await quizzes.submit();
    const text = html(model);
    expect(text).toContain('1 of 2 right.');
    expect(text.match(/✓ right, your choice/g)).toHaveLength(1);
    expect(text.match(/✗ your choice/g)).toHaveLength(1);
    expect(text).toContain(`because of ${QUIZ.questions[1]?.id ?? ''}`);
    expect(text).toContain('Another quiz');
  });
});
