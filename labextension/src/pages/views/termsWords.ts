import type { TranslationBundle } from '@jupyterlab/translation';

import type { ITermsEntry, TermsField } from '../models/termsEntry';
import { dateText } from '../words';

type Options<F extends TermsField> = readonly (readonly [
  ITermsEntry[F],
  string
])[];

/** What a field is called. */
export function fieldName(field: TermsField, trans: TranslationBundle): string {
  const names: Record<TermsField, string> = {
    title: trans.__('Title'),
    releaseAt: trans.__('Released from'),
    dueAt: trans.__('Due'),
    late: trans.__('After the due date'),
    percentADay: trans.__('Percent a day'),
    atMostPercent: trans.__('At most percent'),
    graceMinutes: trans.__('Minutes of grace'),
    closesAfterHours: trans.__('Closes after hours'),
    attempts: trans.__('Attempts for each problem'),
    counted: trans.__('What counts'),
    evaluation: trans.__('Evaluation'),
    hints: trans.__('Hints'),
    models: trans.__('Language models'),
    points: trans.__('Points'),
    rubric: trans.__('Rubric')
  };
  return names[field];
}

/** The value of a field as people read it. */
export function fieldText(
  field: TermsField,
  value: string,
  trans: TranslationBundle
): string {
  if (value === '') {
    return trans.__('nothing');
  }
  switch (field) {
    case 'releaseAt':
    case 'dueAt':
      return dateText(value);
    case 'late':
      return named(lateOptions(trans), value);
    case 'counted':
      return named(countedOptions(trans), value);
    case 'evaluation':
      return named(evaluationOptions(trans), value);
    case 'hints':
      return named(hintOptions(trans), value);
    case 'models':
      return named(modelOptions(trans), value);
    default:
      return value;
  }
}

export function lateOptions(trans: TranslationBundle): Options<'late'> {
  return [
    ['accept', trans.__('Take it, and mark it late')],
    ['deduct', trans.__('Take points off for each day')],
    ['refuse', trans.__('Take nothing')]
  ];
}

export function countedOptions(trans: TranslationBundle): Options<'counted'> {
  return [
    ['best', trans.__('The best attempt')],
    ['last', trans.__('The last attempt')]
  ];
}

export function evaluationOptions(
  trans: TranslationBundle
): Options<'evaluation'> {
  return [
    ['tests', trans.__('The tests grade')],
    ['journey', trans.__('A person grades by how it was done')],
    ['both', trans.__('A person grades, with what the tests say')]
  ];
}

export function hintOptions(trans: TranslationBundle): Options<'hints'> {
  return [
    ['', trans.__('As each problem has it')],
    ['after_fail', trans.__('With a failed verdict')],
    ['always', trans.__('With every verdict')],
    ['silent', trans.__('Only when asked for')],
    ['off', trans.__('Never')]
  ];
}

export function modelOptions(trans: TranslationBundle): Options<'models'> {
  return [
    ['all', trans.__('For hints and answers')],
    ['hints', trans.__('For hints only')],
    ['off', trans.__('Not at all')]
  ];
}

function named(
  options: readonly (readonly [string, string])[],
  value: string
): string {
  return options.find(([name]) => name === value)?.[1] ?? value;
}
