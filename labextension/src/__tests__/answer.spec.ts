import { describe, expect, it, vi } from 'vitest';

import { AnswerModel } from '../models/answer';
import { ApiError, UnreachableError } from '../refusals';
import { answer, FakeJudge, outcome, query, submission } from './judging';

const QUEUED = submission({ status: 'queued', outcome: null, position: 3 });

function opened(judge: FakeJudge, pauses: number[] = []): AnswerModel {
  return new AnswerModel('p', judge, ms => {
    pauses.push(ms);
    return Promise.resolve();
  });
}

describe('AnswerModel', () => {
  it('submits and waits for the verdict', async () => {
    const judge = new FakeJudge();
    const accepted = outcome({ verdict: 'accepted', passed: 8 });
    judge.records = [
      QUEUED,
      submission({ status: 'running', outcome: null }),
      submission({ outcome: accepted })
    ];
    const model = opened(judge);
    const told: (string | undefined)[] = [];
    model.changed.connect(() => told.push(model.work?.submission?.status));
    await model.submit(answer());
    expect(told).toContain('queued');
    expect(told).toContain('running');
    expect(model.work).toBeNull();
    expect(model.shown).toMatchObject({
      kind: 'submission',
      outcome: accepted
    });
    expect(judge.sent).toEqual([{ code: '\nx = 1', files: null }]);
  });

  it('waits for a server that was stopped in the middle', async () => {
    const judge = new FakeJudge();
    const away = new UnreachableError(null);
    judge.records = [QUEUED, away, away, away, away, away, submission({})];
    const pauses: number[] = [];
    const model = opened(judge, pauses);
    let wasLost = false;
    model.changed.connect(() => {
      wasLost ||= model.work?.lost ?? false;
    });
    await model.submit(answer());
    expect(wasLost).toBe(true);
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 8000]);
    expect(model.shown?.outcome.verdict).toBe('wrong_answer');
    expect(judge.sent).toHaveLength(1);
  });

  it('says why nothing happened, and forgets it with the next try', async () => {
    const judge = new FakeJudge();
    judge.failure = new ApiError(403, 'refused', 'Forbidden');
    const model = opened(judge);
    await model.submit(answer());
    expect(model.failure).toBe(judge.failure);
    expect(model.work).toBeNull();
    judge.failure = null;
    await model.run(answer());
    expect(model.failure).toBeNull();
    expect(model.shown?.kind).toBe('run');
  });

  it('takes a submission back when it is stopped', async () => {
    const judge = new FakeJudge();
    judge.records = [QUEUED, new UnreachableError(null)];
    const model = new AnswerModel('p', judge, async (_ms, signal) => {
      await model.stop();
      signal.throwIfAborted();
    });
    await model.submit(answer());
    expect(judge.cancelled).toEqual(['s1']);
    expect(model.work).toBeNull();
    expect(model.failure).toBeNull();
    expect(model.shown).toBeNull();
  });

  it('does one thing at a time', async () => {
    const judge = new FakeJudge();
    const model = opened(judge);
    await Promise.all([model.submit(answer()), model.run(answer('y'))]);
    expect(judge.sent).toHaveLength(1);
  });

  it('shows each hint once, the next one for the code as it is', async () => {
    const judge = new FakeJudge();
    const model = opened(judge);
    for (let n = 0; n < 4; n++) {
      await model.talk.hint(answer());
    }
    expect(model.talk.hints.map(hint => hint.text)).toEqual([
      'hint 1',
      'hint 2'
    ]);
    expect(judge.hinted).toHaveLength(4);
    expect(model.talk.isRepeated).toBe(true);
    expect(judge.hinted[0]).toHaveProperty('source');
  });

  it('shows the hint that goes with a verdict', async () => {
    const judge = new FakeJudge();
    const model = opened(judge);
    await model.submit(answer());
    await vi.waitFor(() => {
      expect(model.talk.hints).toHaveLength(1);
    });
    expect(judge.hinted).toEqual([{ submission_id: 's1' }]);
    expect(model.failure).toBeNull();
  });

  it('says of no hint that nobody asked for that it is not new', async () => {
    const judge = new FakeJudge();
    const model = opened(judge);
    for (let n = 1; n <= 3; n++) {
      await model.submit(answer());
      await vi.waitFor(() => {
        expect(judge.hinted).toHaveLength(n);
      });
    }
    expect(model.talk.hints).toHaveLength(2);
    expect(model.talk.isRepeated).toBe(false);
  });

  it('takes up again what was said', async () => {
    const judge = new FakeJudge();
    judge.asked = [query('q1', 'why?')];
    judge.chat = [
      {
        record_id: 1,
        at: '2026-03-01T12:00:00Z',
        role: 'tutor',
        kind: 'hint',
        text: 'hint 1',
        query_id: null,
        query_type: null,
        sub_intent: null,
        level: 1,
        sources: [],
        model: null,
        rating: null,
        code_state_id: null,
        rewords: null,
        wording: null
      }
    ];
    const [line] = judge.chat;
    const model = opened(judge);
    await model.open();
    expect(model.talk.hints).toEqual([{ level: 1, text: 'hint 1' }]);
    expect(model.talk.questions.map(({ text }) => text)).toEqual(['why?']);
    if (!line) {
      throw new Error('there is a line');
    }
    const text = 'In other words. hint 1';
    judge.chat = [line, { ...line, record_id: 2, text, rewords: 1 }];
    const again = opened(judge);
    await again.open();
    expect(again.talk.hints).toEqual([
      { level: 1, text: 'hint 1', better: 'In other words.' }
    ]);
  });

  it('adds the words of a model to a hint as they come', async () => {
    const judge = new FakeJudge();
    judge.wording = 'w1';
    judge.words = [
      { type: 'part', text: 'Look at ' },
      { type: 'part', text: 'it. ' },
      { type: 'end', text: 'Look at it. Now.' }
    ];
    const model = opened(judge);
    const states: unknown[] = [];
    model.changed.connect(() => {
      const [hint] = model.talk.hints;
      states.push(hint && [hint.text, hint.better, hint.wording]);
    });
    await model.talk.hint(answer());
    await vi.waitFor(() => {
      expect(model.talk.hints[0]?.wording).toBeNull();
    });
    expect(states).toContainEqual(['hint 1', 'Look at ', 'w1']);
    expect(states.at(-1)).toEqual(['hint 1', 'Look at it. Now.', null]);
    expect(judge.followed).toEqual(['w1']);
  });

  it('stops a model, and stays calm when that comes too late', async () => {
    const judge = new FakeJudge();
    const model = opened(judge);
    await model.talk.stopModel('w1');
    expect(judge.stopped).toEqual(['w1']);
    judge.failure = new ApiError(404, 'not_found', 'There is no such wording.');
    await model.talk.stopModel('w1');
    expect(model.failure).toBeNull();
  });

  it('reads the passage of a source', async () => {
    const passage = await opened(new FakeJudge()).talk.passage('a', 'd1.3');
    expect(passage.chunk_id).toBe('d1.3');
  });

  it('keeps the hint alone when the words were withheld or broke off', async () => {
    for (const words of [[{ type: 'end', text: 'hint 1' } as const], []]) {
      const judge = new FakeJudge();
      judge.wording = 'w1';
      judge.words = words;
      const model = opened(judge);
      await model.talk.hint(answer());
      await vi.waitFor(() => {
        expect(model.talk.hints[0]?.wording).toBeNull();
      });
      expect(model.talk.hints[0]).toMatchObject({ text: 'hint 1', better: '' });
    }
  });

  it('shows what comes of an answer, and what holds in the end', async () => {
    const judge = new FakeJudge();
    judge.asked = [{ ...query('q1', 'why?'), wording: 'q1' }];
    judge.words = [
      { type: 'part', text: 'More.' },
      { type: 'end', text: 'A loop repeats. More.' }
    ];
    const model = opened(judge);
    const texts = new Set<string | undefined>();
    model.changed.connect(() => {
      texts.add(model.talk.questions[0]?.answer?.text);
    });
    await model.open();
    await vi.waitFor(() => {
      expect(model.talk.questions[0]?.wording).toBeNull();
    });
    expect([...texts]).toContain('A loop repeats.\n\nMore.');
    expect(model.talk.questions[0]?.answer?.text).toBe('A loop repeats. More.');
  });

  it('asks, asks again of another, and rates', async () => {
    const judge = new FakeJudge();
    const model = opened(judge);
    expect(await model.talk.ask('why?', answer())).toBe(true);
    await model.talk.reroute('q1', 'debug');
    expect(model.talk.questions.map(({ id }) => id)).toEqual([
      'q1',
      'q1-debug'
    ]);
    await model.talk.rate('q1', 4);
    expect(model.talk.questions[0]?.rating).toBe(4);
    judge.failure = new UnreachableError(null);
    expect(await model.talk.ask('and now?', answer())).toBe(false);
    expect(model.failure).not.toBeNull();
  });

  it('opens and closes the history', async () => {
    const judge = new FakeJudge();
    judge.listed = [submission({})];
    const model = opened(judge);
    await model.toggleHistory();
    expect(model.history).toHaveLength(1);
    await model.openSubmission('s1');
    expect(model.opened?.id).toBe('s1');
    await model.toggleHistory();
    expect([model.history, model.opened]).toEqual([null, null]);
  });

  it('is silent after it was disposed', async () => {
    const judge = new FakeJudge();
    judge.records = [QUEUED, new UnreachableError(null)];
    const model = new AnswerModel('p', judge, (_ms, signal) => {
      model.dispose();
      signal.throwIfAborted();
      return Promise.resolve();
    });
    await model.submit(answer());
    expect(model.shown).toBeNull();
  });
});
