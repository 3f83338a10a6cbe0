import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { ReplayView } from '../components/replay/ReplayView';
import type { ChatLine, ReplayStep, TimelineRow } from '../contracts';
import { ReplayModel } from '../models/replay';
import { row, step } from './journeySteps';

const trans = nullTranslator.load('jupyter_codemm');
const EVIL = '<img src=x onerror=alert(1)>';

function said(line: Partial<ChatLine>): ChatLine {
  return {
    record_id: 1,
    at: '2026-11-18T23:00:00Z',
    role: 'tutor',
    kind: 'hint',
    text: '',
    query_id: null,
    rewords: null,
    wording: null,
    query_type: null,
    sub_intent: null,
    level: null,
    sources: [],
    model: null,
    rating: null,
    code_state_id: null,
    ...line
  };
}

async function show(
  rows: TimelineRow[],
  stood: Partial<ReplayStep> = {}
): Promise<string> {
  const model = new ReplayModel({
    getTimeline: () =>
      Promise.resolve({
        problem_id: 'p',
        steps: rows.length,
        rows,
        complete: true
      }),
    getStep: number => Promise.resolve(step({ step: number, ...stood }))
  });
  await model.open();
  return renderToStaticMarkup(
    <ReplayView model={model} title="Replay" colour={null} trans={trans} />
  );
}

describe('ReplayView', () => {
  it('says what will be here when there is nothing yet', async () => {
    expect(await show([])).toContain('Nothing was recorded yet.');
  });

  it('shows what happened, when, and how things stood', async () => {
    const rows = [
      row({ kind: 'submitted', sentence: 'Submitted: 6 of 8 tests.' })
    ];
    const text = await show(rows, { attempts: 2, active_ms: 125_000 });
    for (const part of [
      'Submitted: 6 of 8 tests.',
      'Working time</dt><dd>2:05',
      'Submissions</dt><dd>2',
      'Step 1 of 1',
      'Nothing was run yet.',
      'Nothing was submitted yet.',
      'Nothing was said yet.'
    ]) {
      expect(text).toContain(part);
    }
  });

  it('names the words of a model for a hint', async () => {
    const hint = said({ kind: 'hint', level: 1, text: 'Look.' });
    const chat = [hint, { ...hint, record_id: 2, rewords: 1, model: 'small' }];
    const text = await show([row({})], { chat_lines: 2, chat });
    const [first, second] = text.split('<strong>').slice(-2);
    expect(first).toContain('Hint of level 1');
    expect(second).toContain('The hint in other words');
    expect(second).toContain('small');
  });

  it('shows whatever learners, programs and models wrote as text', async () => {
    const text = await show([row({ sentence: EVIL })], {
      code: EVIL,
      chat_lines: 1,
      chat: [
        said({
          kind: 'answer',
          text: `${EVIL} [x](javascript:alert(1)) \`${EVIL}\``,
          query_id: 'q',
          sources: [{ title: EVIL, scope: 'topics', place: '', chunk_ids: [] }],
          model: EVIL,
          rating: 4
        })
      ],
      run: {
        type: 'run',
        stdin: EVIL,
        stdout: EVIL,
        stderr: EVIL,
        verdict: 'runtime_error',
        error_type: EVIL,
        error_line: 2,
        passed: 0,
        total: 0,
        time_ms: 0,
        memory_kb: 0,
        truncated: true
      }
    });
    expect(text).not.toContain('<img');
    expect(text).not.toContain('href');
    expect(text.match(/&lt;img/g)?.length).toBeGreaterThan(8);
    expect(text).toContain('in line 2');
    expect(text).toContain('Rated 4 of 5');
  });

  it('draws a few rows of a long journey', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => row({ step: n + 1 }));
    const text = await show(rows);
    expect(text.match(/role="option"/g)?.length).toBeLessThan(40);
    expect(text).toContain('aria-setsize="10000"');
  });
});
