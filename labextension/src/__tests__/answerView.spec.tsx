import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import {
  AnswerView,
  type IAnswerState,
  type ICellState
} from '../components/answer/AnswerView';
import type { IOffer } from '../components/answer/DraftOffer';
import { ApiError, UnreachableError } from '../refusals';
import { ACTIONS, CELL, STATE } from './answerState';
import { outcome, PROBLEM, query, submission, test } from './judging';

const trans = nullTranslator.load('jupyter_codemm');
const EVIL = '<img src=x onerror=alert(1)>';

function show(
  state: Partial<IAnswerState>,
  cell: Partial<ICellState> = {}
): string {
  return renderToStaticMarkup(
    <AnswerView
      model={{ ...STATE, ...state }}
      cell={{ ...CELL, ...cell }}
      actions={ACTIONS}
      trans={trans}
    />
  );
}

function offer(
  code: string,
  { file = null as string | null, isElsewhere = false } = {}
): IOffer {
  const draft = { problemId: 'p', file, cellId: 'c', code, at: 1 };
  return { draft, now: isElsewhere ? '' : 'x = 1', isElsewhere };
}

const SHOWN: NonNullable<IAnswerState['shown']> = {
  kind: 'submission',
  outcome: outcome(),
  report: {
    cases: [
      test({
        given: [{ kind: 'call', text: 'f(EVIL)' }],
        compared: [
          {
            channel: 'result',
            expected: [{ text: EVIL, differs: true }],
            got: [{ text: '2', differs: true }]
          }
        ],
        printed: EVIL,
        message: EVIL
      }),
      test({ name: 't2', visibility: 'hidden', category: 'negative' })
    ],
    marks: [{ file: 'solution.py', line: 3, column: null, message: EVIL }]
  },
  source: { code: '\nx = 1', files: null },
  at: '2026-01-02T03:04:05Z',
  isNew: true
};

describe('AnswerView', () => {
  it('has one tab stop among its buttons', () => {
    const html = show({});
    for (const name of ['Run', 'Submit', 'Hint', 'Ask', 'Reset', 'History']) {
      expect(html).toContain(`>${name}</button>`);
    }
    expect(html.match(/tabindex="0"/gi)).toHaveLength(1);
    expect(html).toContain('role="toolbar"');
  });

  it('shows a verdict, examples in full, hidden tests by their kind', () => {
    const html = show({ shown: SHOWN });
    for (const text of [
      'Wrong answer: 1 of 8 tests pass',
      'Example 1',
      'f(EVIL)',
      '<mark>2</mark>',
      'Test 2 (negative numbers)',
      'Line 3'
    ]) {
      expect(html).toContain(text);
    }
  });

  it('announces what came just now, not what came with the page', () => {
    const said = /role="status" aria-live="polite">([^<]*)</;
    const [, news] = said.exec(show({ shown: SHOWN })) ?? [];
    expect(news).toContain('Wrong answer');
    const old = { ...SHOWN, isNew: false };
    expect(said.exec(show({ shown: old }))?.[1]).toBe('');
  });

  it('announces a hint with its level, and a thought as none', () => {
    const said = /role="status" aria-live="polite">([^<]*)</;
    const news = (level: number, shown: typeof SHOWN | null): unknown => {
      const hints = [{ level, text: 'Look.' }];
      const talk = { hints, isRepeated: false, questions: [] };
      return said.exec(show({ shown, talk }))?.[1];
    };
    expect(news(1, SHOWN)).toBe(
      'Wrong answer: 1 of 8 tests pass. Hint 1 is shown.'
    );
    expect(news(2, null)).toBe('Hint 2 is shown.');
    expect(news(0, null)).toBe('The tutor says something.');
  });

  it('never lets text become markup', () => {
    const html = show(
      {
        shown: {
          ...SHOWN,
          outcome: outcome({ message: EVIL, compile_output: EVIL })
        },
        talk: {
          hints: [{ level: 1, text: EVIL }],
          isRepeated: false,
          questions: [query('q1', EVIL)]
        },
        failure: new ApiError(409, 'x', EVIL),
        problem: { ...PROBLEM, title: EVIL },
        history: [],
        opened: submission({ source: { code: EVIL, files: null } })
      },
      { notes: [EVIL], offer: offer(EVIL, { file: EVIL, isElsewhere: true }) }
    );
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img');
  });

  it('shows what stands between backticks in a hint as code', () => {
    const hint = (text: string) =>
      show({
        talk: { hints: [{ level: 1, text }], isRepeated: false, questions: [] }
      });
    expect(hint('Give `none` back')).toContain('Give <code>none</code> back');
    expect(hint('An odd ` stays')).toContain('An odd ` stays');
    expect(hint('`<b>`')).toContain('<code>&lt;b&gt;</code>');
  });

  it('offers to stop a model only while it is at work', () => {
    const name = 'aria-label="Stop the model"';
    const hint = (wording: string | null, better?: string) =>
      show({
        talk: {
          hints: [
            { level: 1, text: 'Look.', wording, ...(better && { better }) }
          ],
          isRepeated: false,
          questions: []
        }
      });
    expect(hint('w1')).toContain(name);
    expect(hint('w1')).toContain('Asking the model for other words…');
    expect(hint('w1', 'Look at')).toContain('More is coming…');
    expect(hint(null, 'Look at it.')).not.toContain(name);
    const asked = (wording: string | null) =>
      show({
        talk: {
          hints: [],
          isRepeated: false,
          questions: [{ ...query('q1', 'why?'), wording }]
        }
      });
    expect(asked('q1')).toContain(name);
    expect(asked(null)).not.toContain(name);
  });

  it('says that the answer was changed since', () => {
    expect(show({ shown: SHOWN }, { isStale: true })).toContain('changed');
    expect(show({ shown: SHOWN })).not.toContain('changed');
  });

  it('announces what is under way, and that the server is away', () => {
    const work = { kind: 'submit', submission: null, lost: false } as const;
    expect(show({ work })).toContain('Submitting…');
    const queued = submission({ status: 'queued', position: 3 });
    expect(show({ work: { ...work, submission: queued } })).toContain(
      'Waiting, 2 before it…'
    );
    expect(show({ work: { ...work, lost: true } })).toContain('is kept');
    expect(show({ work })).toContain('>Stop</button>');
  });

  it.each([
    [new UnreachableError(null), 'Nothing was lost'],
    [new ApiError(403, 'refused', 'Forbidden'), 'not signed in any more'],
    [
      new ApiError(404, 'not_found', 'There is no problem p-7f.'),
      'somebody else’s'
    ],
    [
      new ApiError(404, 'not_found', 'Hints are switched off here.'),
      'Hints are switched off here.'
    ],
    [new ApiError(413, 'too_large', 'source: 70000 bytes'), 'too long to be'],
    [new ApiError(404, 'odd', 'Our own words.'), 'Our own words.'],
    [new ApiError(404, 'refused', 'Not Found'), 'knows nothing of Codemm'],
    [new ApiError(503, 'missing_tool', 'javac is missing'), 'javac is missing']
  ])('says why nothing happened (%#)', (failure, words) => {
    expect(show({ failure })).toContain(words);
  });

  it('shows nobody an id', () => {
    const failure = new ApiError(404, 'not_found', 'There is no problem p-7f.');
    expect(show({ failure })).not.toContain('p-7f');
  });

  it('compares what was not saved with the cell, and overwrites nothing', () => {
    const html = show({}, { offer: offer('x = 2') });
    expect(html).toContain('<del>− x = 1\n</del><ins>+ x = 2\n</ins>');
    expect(html).toContain('>Use it</button>');
    expect(html).toContain('>Forget it</button>');
  });

  it('offers a file that no cell holds any more for a new cell', () => {
    const at = { file: 'Helper.java', isElsewhere: true };
    const html = show({}, { offer: offer('class Helper {}', at) });
    expect(html).toContain('in the file Helper.java');
    expect(html).toContain('>Put it into a new cell</button>');
  });
});
