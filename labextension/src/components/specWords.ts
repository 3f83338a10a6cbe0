import type { TranslationBundle } from '@jupyterlab/translation';

import type { DraftSpec } from '../contracts';
import type { CardField } from '../models/specEntry';
import { languageName } from './words';

export type Difficulty = 'easy' | 'medium' | 'hard';
export type Style = 'return' | 'stdout' | 'mixed';

export const DIFFICULTIES: readonly Difficulty[] = ['easy', 'medium', 'hard'];
export const STYLES: readonly Style[] = ['return', 'stdout', 'mixed'];

/** The name of a difficulty. */
export function difficultyName(
  difficulty: Difficulty,
  trans: TranslationBundle
): string {
  switch (difficulty) {
    case 'easy':
      return trans.__('Easy');
    case 'medium':
      return trans.__('Medium');
    case 'hard':
      return trans.__('Hard');
  }
}

/** What solutions do with their result. */
export function styleName(style: Style, trans: TranslationBundle): string {
  switch (style) {
    case 'return':
      return trans.__('Return the result');
    case 'stdout':
      return trans.__('Print the result');
    case 'mixed':
      return trans.__('Return and print');
  }
}

/** A field's name. */
export function fieldName(field: CardField, trans: TranslationBundle): string {
  switch (field) {
    case 'language':
      return trans.__('Language');
    case 'problems':
      return trans.__('Problems');
    case 'topics':
      return trans.__('Topics');
    case 'style':
      return trans.__('Style');
  }
}

/** A field's value in words; empty while it is open. */
export function fieldText(
  field: CardField,
  spec: DraftSpec,
  trans: TranslationBundle
): string {
  switch (field) {
    case 'language':
      return spec.language ? languageName(spec.language) : '';
    case 'problems':
      return problemsText(spec, trans);
    case 'topics':
      return (spec.topic_tags ?? []).join(', ');
    case 'style':
      return spec.problem_style ? styleName(spec.problem_style, trans) : '';
  }
}

function problemsText(spec: DraftSpec, trans: TranslationBundle): string {
  const mix = (spec.difficulty_plan ?? []).map(({ difficulty, count }) =>
    trans.__('%1 × %2', count, difficultyName(difficulty, trans))
  );
  if (mix.length > 0) {
    return mix.join(', ');
  }
  return spec.problem_count
    ? trans._n('%1 problem', '%1 problems', spec.problem_count)
    : '';
}
