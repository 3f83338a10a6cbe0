import type { TranslationBundle } from '@jupyterlab/translation';

import type { MisconceptionCount } from '../../contracts';

type Misconception = MisconceptionCount['misconception'];

/** What somebody may have misunderstood, as a teacher would say it. */
export function misconceptionText(
  what: Misconception,
  trans: TranslationBundle
): string {
  const texts: Record<Misconception, string> = {
    boundary: trans.__('A limit is off by one'),
    decision: trans.__('A condition decides the wrong way'),
    fixed_value: trans.__('A value is written in that should be computed'),
    position: trans.__('The wrong position is used'),
    calculation: trans.__('Something is calculated wrongly'),
    missing_step: trans.__('A step is missing'),
    result: trans.__('The wrong thing is returned'),
    accumulation: trans.__('Values are collected wrongly'),
    start: trans.__('It starts from the wrong value'),
    wrong_name: trans.__('The wrong variable is used'),
    wrong_function: trans.__('The wrong function is used'),
    flow: trans.__('It stops, or goes on, at the wrong place'),
    argument_order: trans.__('Arguments are in the wrong order'),
    join: trans.__('Tables are joined wrongly'),
    missing_clause: trans.__('A clause is missing'),
    duplicate_rows: trans.__('Duplicates are handled wrongly'),
    grouping: trans.__('Rows are grouped wrongly'),
    ordering: trans.__('The order is wrong'),
    missing_case: trans.__('A case is missing'),
    missing_values: trans.__('Missing values are handled wrongly'),
    text_pattern: trans.__('A pattern of text is wrong'),
    other: trans.__('Something else')
  };
  return texts[what];
}
