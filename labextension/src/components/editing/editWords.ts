import type { TranslationBundle } from '@jupyterlab/translation';

import { stepText } from '../generationWords';
import type { ActivityVersion, ProblemEdit } from '../../contracts';
import type { HintPolicy } from '../../models/problemEntry';

/** A field of a problem, as an author knows it. */
export function problemFieldName(
  field: string,
  trans: TranslationBundle
): string {
  switch (field) {
    case 'title':
      return trans.__('Title');
    case 'statement':
      return trans.__('Statement');
    case 'starter':
      return trans.__('Starter code');
    case 'hints':
      return trans.__('Hints');
    case 'hint_policy':
      return trans.__('When hints are given');
    case 'difficulty':
      return trans.__('Difficulty');
    case 'topics':
      return trans.__('Topics');
    case 'tests':
      return trans.__('Tests');
    case 'signature':
      return trans.__('Signature');
    case 'style':
      return trans.__('Style');
    default:
      return rarerFieldName(field, trans);
  }
}

/** When hints can be given, from the most to the least. */
export const HINT_POLICIES: readonly HintPolicy[] = [
  'always',
  'after_fail',
  'silent',
  'off'
];

/** When hints are given, in words. */
export function hintPolicyName(
  policy: HintPolicy,
  trans: TranslationBundle
): string {
  switch (policy) {
    case 'always':
      return trans.__('With every verdict, also when it is right');
    case 'after_fail':
      return trans.__('With a wrong answer');
    case 'silent':
      return trans.__('Only when asked for');
    case 'off':
      return trans.__('Never');
  }
}

function rarerFieldName(field: string, trans: TranslationBundle): string {
  switch (field) {
    case 'kind':
      return trans.__('Kind');
    case 'checker':
      return trans.__('Checker');
    case 'estimated_minutes':
      return trans.__('Minutes it takes');
    case 'limits':
      return trans.__('Limits');
    case 'scaffold_level':
      return trans.__('Scaffold');
    case 'learning_goal':
      return trans.__('Learning goal');
    default:
      return field;
  }
}

/** What a change is, with the problem that it is of. */
export function editTitle(
  { kind }: ProblemEdit,
  title: string,
  trans: TranslationBundle
): string {
  switch (kind) {
    case 'add':
      return trans.__('One more problem');
    case 'regenerate':
      return trans.__('Another problem in the place of “%1”', title);
    case 'changes':
    case 'instruction':
      return trans.__('A change of “%1”', title);
  }
}

/** How a change stands, in a few words. */
export function editStateText(
  { kind, status, note, step }: ProblemEdit,
  trans: TranslationBundle
): string {
  switch (status) {
    case 'working':
      if (step !== null) {
        return stepText(step, trans);
      }
      return kind === 'changes'
        ? trans.__('Being proven…')
        : trans.__('Being written and proven…');
    case 'proposed':
      return trans.__('Proven. Nothing is changed until you accept it.');
    case 'refused':
      return trans.__('Refused: the change could not be proven.');
    case 'failed':
      return trans.__('It could not be tried: %1', note);
    case 'accepted':
      return trans.__('Accepted.');
    case 'discarded':
      return trans.__('Discarded.');
  }
}

/** What made a version. */
export function versionText(
  { note, problem_count, state }: ActivityVersion,
  trans: TranslationBundle
): string {
  const count = trans._n('%1 problem', '%1 problems', problem_count);
  const facts =
    state === 'published' ? `${count} · ${trans.__('published')}` : count;
  return note === '' ? facts : `${note} · ${facts}`;
}
