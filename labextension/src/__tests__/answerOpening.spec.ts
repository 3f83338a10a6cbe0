import { describe, expect, it, vi } from 'vitest';

import { AnswerModel } from '../models/answer';
import { UnreachableError } from '../refusals';
import { FakeJudge, outcome, submission } from './judging';

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
});
