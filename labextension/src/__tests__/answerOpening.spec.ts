import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it, vi } from 'vitest';

import { answerErrorText } from '../components/answer/answerWords';
import { AnswerModel } from '../models/answer';
import { UnderWay } from '../models/underWay';
import { UnreachableError } from '../refusals';
import { answer, FakeJudge, outcome, submission } from './judging';

const trans = nullTranslator.load('jupyter_codemm');

const QUEUED = submission({ status: 'queued', outcome: null, position: 3 });

function opened(judge: FakeJudge): AnswerModel {
  return new AnswerModel('p', judge, () => Promise.resolve());
}

describe('AnswerModel, when it is opened', () => {
  it('shows the last verdict again when it is opened', async () => {
    const judge = new FakeJudge();
    const given = submission({ status: 'cancelled', outcome: null });
    judge.listed = [given, submission({ id: 's0' })];
    judge.records = [submission({ id: 's0' })];
    const model = opened(judge);
    await model.open();
    await model.open();
    expect(model.shown?.source).toEqual({ code: '\nold', files: null });
    expect(model.shown?.isNew).toBe(false);
    expect(model.problem?.title).toBe('Even numbers');
  });

  it('waits again for what was under way when the page was left', async () => {
    const judge = new FakeJudge();
    const accepted = outcome({ verdict: 'accepted', passed: 8 });
    judge.listed = [QUEUED, submission({ id: 's0' })];
    judge.records = [
      submission({ id: 's0' }),
      QUEUED,
      submission({ status: 'running', outcome: null }),
      submission({ outcome: accepted })
    ];
    const model = opened(judge);
    const told: (string | undefined)[] = [];
    model.changed.connect(() => told.push(model.work?.submission?.status));
    await model.open();
    await vi.waitFor(() => {
      expect(model.shown?.outcome).toBe(accepted);
      expect(model.work).toBeNull();
    });
    expect(told).toContain('queued');
    expect(model.shown?.source).toEqual({ code: '\nold', files: null });
    expect(judge.sent).toEqual([]);
  });

  it('leaves to one cell what is under way for many', async () => {
    const judge = new FakeJudge();
    judge.listed = [QUEUED];
    judge.records = [
      QUEUED,
      submission({ outcome: outcome({ verdict: 'accepted' }) })
    ];
    const underWay = new UnderWay();
    const models = [0, 1].map(
      () => new AnswerModel('p', judge, () => Promise.resolve(), underWay)
    );
    const worked = new Set<AnswerModel>();
    for (const model of models) {
      model.changed.connect(() => model.work && worked.add(model));
    }
    await Promise.all(models.map(model => model.open()));
    await vi.waitFor(() => {
      expect(models.filter(model => model.shown)).toHaveLength(1);
    });
    expect(worked.size).toBe(1);
  });

  it('stays silent when the server is away while it opens, and tries again', async () => {
    const judge = new FakeJudge();
    judge.failure = new UnreachableError(null);
    const model = opened(judge);
    await model.open();
    expect(model.failure).toBeNull();
    judge.failure = null;
    await model.open();
    expect(model.problem).not.toBeNull();
  });

  it('says that a submission was taken back elsewhere, and why', async () => {
    const judge = new FakeJudge();
    const note = 'The problem was deleted before this was judged.';
    judge.records = [
      QUEUED,
      submission({ status: 'cancelled', outcome: null, note })
    ];
    const model = opened(judge);
    await model.submit(answer());
    expect(model.work).toBeNull();
    const { failure } = model;
    const words = failure && answerErrorText(failure, trans);
    expect(words).toMatch(/^The problem was deleted.* taken back before/);
    expect(judge.hinted).toEqual([]);
  });
});
