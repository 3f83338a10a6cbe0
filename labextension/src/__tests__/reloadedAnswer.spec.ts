import { describe, expect, it, vi } from 'vitest';

import { AnswerModel } from '../models/answer';
import { FakeJudge, outcome, submission } from './judging';

const QUEUED = submission({ status: 'queued', outcome: null, position: 3 });

describe('AnswerModel after a reload', () => {
  it('waits for what was submitted before the page was loaded', async () => {
    const judge = new FakeJudge();
    judge.listed = [QUEUED, submission({ id: 's0' })];
    const accepted = outcome({ verdict: 'accepted', passed: 8 });
    judge.records = [
      submission({ id: 's0' }),
      QUEUED,
      submission({ outcome: accepted })
    ];
    const model = new AnswerModel('p', judge);
    const told: (string | undefined)[] = [];
    model.changed.connect(() => told.push(model.work?.submission?.status));
    await model.open();
    expect(model.shown?.isNew).toBe(false);
    await vi.waitFor(() => {
      expect(model.work).toBeNull();
    });
    expect(told).toContain('queued');
    expect(model.shown).toMatchObject({ isNew: true, outcome: accepted });
    expect(judge.sent).toEqual([]);
  });
});
