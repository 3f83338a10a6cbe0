import type { TranslationBundle } from '@jupyterlab/translation';

import type { MyClassModels, MyModels } from '../../contracts';

const MICROS = 1_000_000;

/** Which model answers in a conversation for a class, and what is left of it this week. */
export function classModelsText(
  { policy, model, cap, left }: MyClassModels,
  trans: TranslationBundle
): string {
  if (policy === 'off') {
    return trans.__('Models: off in this class.');
  }
  return modelText(
    model,
    leftTexts(cap, left, trans),
    trans.__('this week'),
    trans
  );
}

/** The same for what belongs to no class. */
export function ownModelsText(
  { model, cap, left, days }: MyModels,
  trans: TranslationBundle
): string {
  const when = trans._n('for a day', 'for %1 days', days);
  return modelText(model, leftTexts(cap, left, trans), when, trans);
}

function modelText(
  model: string | null,
  left: readonly string[],
  when: string,
  trans: TranslationBundle
): string {
  if (model === null) {
    return trans.__('Models: none. What is built in does the work.');
  }
  return left.length === 0
    ? trans.__('Models: %1, without a cap.', model)
    : trans.__('Models: %1. Left %2: %3.', model, when, left.join(', '));
}

type Cap = MyModels['cap'];

function leftTexts(cap: Cap, left: Cap, trans: TranslationBundle): string[] {
  const { cost_micros: cost, tokens } = left;
  const text = (value: number, of: number | null, parts: number): string =>
    of === null
      ? number(value / parts)
      : trans.__('%1 of %2', number(value / parts), number(of / parts));
  return [
    ...(cost === null
      ? []
      : [trans.__('money %1', text(cost, cap.cost_micros, MICROS))]),
    ...(tokens === null
      ? []
      : [trans.__('%1 tokens', text(tokens, cap.tokens, 1))])
  ];
}

function number(value: number): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: 4 });
}
