import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { ClassroomSection } from '../components/classroom/ClassroomSection';
import type { ChallengeView, Grade } from '../contracts';
import { ClassroomModel } from '../models/classroom';
import { PanelModel } from '../models/panel';
import { SOLO } from '../models/panelOptions';
import { RecordModel } from '../models/record';
import { FakeClassroom, SUMS } from './fakeClassroom';
import { FakeJourney } from './fakeJourney';
import { FakeApi } from './fakes';

const RECORD = new RecordModel(new FakeJourney());
const trans = nullTranslator.load('jupyter_codemm');

class Notebooks {
  opened: string[] = [];

  constructor(readonly present: string[] = []) {}

  exists(path: string): Promise<boolean> {
    return Promise.resolve(this.present.includes(path));
  }

  open(path: string): Promise<void> {
    this.opened.push(path);
    return Promise.resolve();
  }
}

function textOf(model: ClassroomModel): string {
  const markup = renderToStaticMarkup(
    <ClassroomSection model={model} record={RECORD} trans={trans} />
  );
  return markup.replaceAll(/<[^>]*>/g, '|').replaceAll(/\|+/g, '|');
}

async function shown(changes: Partial<ChallengeView>): Promise<string> {
  const api = new FakeClassroom();
  api.challenges = [{ ...SUMS, ...changes }];
  const model = new ClassroomModel(api, new Notebooks());
  await model.refresh();
  return textOf(model);
}

function grade(changes: Partial<Grade>): Grade {
  return {
    challenge_id: 'h1',
    user: 'ada',
    status: 'graded',
    percent: 75,
    from_tests: 75,
    grader: 'system',
    is_override: false,
    comment: '',
    rubric: [],
    submission_id: null,
    version: 1,
    late_by_seconds: 0,
    penalty_percent: 0,
    decided_on: null,
    evaluation: null,
    graded_at: null,
    ...changes
  };
}

describe('ClassroomModel', () => {
  it('writes a notebook once and opens it again where it is', async () => {
    const api = new FakeClassroom();
    const notebooks = new Notebooks(['loops/sums.ipynb']);
    const model = new ClassroomModel(api, notebooks);
    await model.open(SUMS);
    await model.open({ ...SUMS, notebook: 'loops/sums.ipynb' });
    await model.open({ ...SUMS, notebook: 'moved.ipynb' });
    expect(notebooks.opened).toEqual([
      'h1.ipynb',
      'loops/sums.ipynb',
      'h1.ipynb'
    ]);
    expect(api.asked.filter(each => each === 'notebook h1')).toHaveLength(2);
  });

  it('shows at the challenge why its notebook could not be opened', async () => {
    const api = new FakeClassroom();
    const model = new ClassroomModel(api, new Notebooks());
    await model.refresh();
    api.refusal = new Error('disk full');
    await model.open(SUMS);
    expect(textOf(model)).toContain('disk full');
    await model.open(SUMS);
    expect(textOf(model)).not.toContain('disk full');
  });

  it('enters a class by its code, and says why not', async () => {
    const api = new FakeClassroom();
    const model = new ClassroomModel(api, new Notebooks());
    let told = 0;
    model.acted.connect(() => {
      told += 1;
    });
    api.refusal = new Error('There is no class with this join code.');
    expect(await model.join('wrong')).toBe(false);
    expect(textOf(model)).toContain('There is no class with this join code.');
    expect(await model.join('right')).toBe(true);
    expect(textOf(model)).toContain('You are in the class “Loops 1”.');
    expect(api.asked).toEqual(['join wrong', 'join right', 'given']);
    expect(told).toBe(1);
  });
});

describe('What classes were given', () => {
  it('is told with class, language, problems and the due date', async () => {
    const terms = { ...SUMS.challenge.terms, due_at: '2020-01-02T03:04:05Z' };
    const text = await shown({ challenge: { ...SUMS.challenge, terms } });
    expect(text).toMatch(
      /\|Sums\|Loops 1\|Java\|1 of 2 problems solved\|Due \d+ years ago\|/
    );
  });

  it.each<[Partial<ChallengeView>, string]>([
    [{ is_open: false, closed_by: 'due' }, 'Closed'],
    [{ is_open: false, closed_by: 'attempts' }, 'No attempts left'],
    [{ is_open: false }, 'Not released yet'],
    [{ grade: grade({}) }, 'Grade: 15 of 20 points'],
    [{ grade: grade({ status: 'grading', percent: null }) }, 'Being graded'],
    [
      { grade: grade({ status: 'manual_review', percent: null }) },
      'Your teacher will grade it'
    ],
    [{ grade: grade({ comment: '<b>Well</b>' }) }, '&lt;b&gt;Well&lt;/b&gt;'],
    [{ is_renewed: true }, 'There is a newer version']
  ])('says how it stands: %o', async (changes, words) => {
    expect(await shown({})).not.toContain(words);
    expect(await shown(changes)).toContain(words);
  });

  describe('of a rubric', () => {
    const terms = {
      ...SUMS.challenge.terms,
      evaluation: 'both' as const,
      rubric: [
        { name: 'Names', points: 4 },
        { name: '<i>Flow</i>', points: 6.5 }
      ]
    };
    const challenge = { ...SUMS.challenge, terms };
    const marked = {
      comment: 'Mind the names.',
      rubric: [
        { name: 'Names', points: 4, given: 2.5 },
        { name: '<i>Flow</i>', points: 6.5, given: null }
      ]
    };

    it('shows before what a person looks at', async () => {
      const told = await shown({ challenge });
      expect(told).toContain('Names| |4 points');
      expect(told).toContain('&lt;i&gt;Flow&lt;/i&gt;| |6.5 points');
    });

    it('shows what was given for it once that counts', async () => {
      const told = await shown({ challenge, grade: grade(marked) });
      expect(told).toContain('Names| |2.5 of 4 points');
      expect(told).toContain('Your teacher says: Mind the names.');
    });

    it('shows no mark and no comment of what waits for a person', async () => {
      const waits = grade({
        ...marked,
        status: 'manual_review',
        percent: null
      });
      const told = await shown({ challenge, grade: waits });
      expect(told).toContain('Names| |4 points');
      expect(told).not.toContain('2.5');
      expect(told).not.toContain('Mind the names.');
    });

    it('shows nothing where only tests decide', async () => {
      const tests = { ...terms, evaluation: 'tests' as const };
      const told = await shown({ challenge: { ...challenge, terms: tests } });
      expect(told).not.toContain('looks at');
    });
  });

  it('has a word for who is in no class and for who has nothing to do', async () => {
    const api = new FakeClassroom();
    const model = new ClassroomModel(api, new Notebooks());
    api.challenges = [];
    await model.refresh();
    expect(textOf(model)).toContain('nothing to work on yet');
    api.classes = [];
    await model.refresh();
    expect(textOf(model)).toContain('You are in no class yet');
  });
});

describe('The pages of those who teach', () => {
  async function linked(teaches: boolean, teach: string): Promise<string> {
    const api = new FakeClassroom();
    Object.assign(api, { teaches, challenges: [], classes: [] });
    const model = new ClassroomModel(api, new Notebooks(), { teach });
    await model.refresh();
    return renderToStaticMarkup(
      <ClassroomSection model={model} record={RECORD} trans={trans} />
    );
  }

  it('are linked for who may teach, in a tab of their own, and for nobody else', async () => {
    const text = await linked(true, '/services/codemm/teach');
    expect(text).toContain('href="/services/codemm/teach"');
    expect(text).toContain('target="_blank" rel="noopener noreferrer"');
    expect(text).toContain('You can found one.');
    const other = await linked(false, '/services/codemm/teach');
    expect(other).not.toContain('href');
    expect(other).toContain('Your teacher has the join code.');
    expect(await linked(true, '')).not.toContain('href');
  });
});

describe('PanelModel', () => {
  it('asks for classes only where there are some', async () => {
    const api = new FakeApi();
    const alone = new PanelModel(api, new Notebooks());
    await alone.refreshActivities();
    alone.show('activities');
    expect(alone.classroom).toBeNull();
    expect(api.classroom.asked).toEqual([]);
  });

  it('asks anew when the list comes into view, and after a verdict', async () => {
    const api = new FakeApi();
    const model = new PanelModel(api, new Notebooks(), {
      ...SOLO,
      isClassroom: true
    });
    await model.refreshActivities();
    expect(api.classroom.asked).toEqual(['given']);
    model.show('activities');
    model.learner.work();
    await model.refreshProgress();
    expect(api.classroom.asked).toEqual(['given', 'given', 'given']);
  });
});
