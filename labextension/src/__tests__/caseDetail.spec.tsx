import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { CaseDetail } from '../components/answer/CaseDetail';
import { test } from './judging';

const table = { columns: ['a'], rows: [], left_out: 0 };

/** Words that show what was translated as one. */
const trans = {
  ...nullTranslator.load('jupyter_codemm'),
  __: (text: string, ...args: unknown[]) => `[${text}|${args.join()}]`
};

describe('CaseDetail', () => {
  it.each([
    ['', true, '[Expected|]', '[Got|]'],
    ['', false, '[Expected, in any order|]', '[Got|]'],
    ['t', true, '[Expected (%1)|t]', '[Got (%1)|t]'],
    ['t', false, '[Expected (%1), in any order|t]', '[Got (%1)|t]']
  ])('names a table %j (ordered: %s) in one piece', (...row) => {
    const [name, ordered, expected, got] = row;
    const tables = [{ name, ordered, expected: table, got: table }];
    const html = renderToStaticMarkup(
      <CaseDetail test={test({ tables })} trans={trans} />
    );
    expect(html).toContain(`<dt>${expected}</dt>`);
    expect(html).toContain(`<dt>${got}</dt>`);
  });
});
