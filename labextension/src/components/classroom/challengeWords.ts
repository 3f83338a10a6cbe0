import type { TranslationBundle } from '@jupyterlab/translation';

import type { ChallengeView, RubricLine } from '../../contracts';

/** Why a challenge is not open; empty when it is. */
export function stateText(
  { challenge, closed_by, is_open }: ChallengeView,
  trans: TranslationBundle
): string {
  if (challenge.state === 'draft') {
    return trans.__('Draft');
  }
  if (is_open) {
    return '';
  }
  switch (closed_by) {
    case 'due':
      return trans.__('Closed');
    case 'attempts':
      return trans.__('No attempts left');
    case null:
      return trans.__('Not released yet');
  }
}

/** The user's own grade, or how far it is; empty as long as nothing was submitted. */
export function gradeText(
  { challenge, grade }: ChallengeView,
  trans: TranslationBundle
): string {
  switch (grade?.status) {
    case undefined:
    case 'pending':
      return '';
    case 'grading':
      return trans.__('Being graded');
    case 'manual_review':
      return trans.__('Your teacher will grade it');
    case 'graded': {
      const { points } = challenge.terms;
      const given = (points * (grade.percent ?? 0)) / 100;
      return trans.__('Grade: %1 of %2 points', rounded(given), points);
    }
  }
}

/**
 * What a person looks at: with what was given for it once the grade counts, else only what it is
 * worth. Where nobody looks there are no lines.
 */
export function rubricLines({
  challenge,
  grade
}: ChallengeView): readonly RubricLine[] {
  if (grade?.status === 'graded' && grade.rubric.length > 0) {
    return grade.rubric;
  }
  const { evaluation, rubric } = challenge.terms;
  return evaluation === 'tests'
    ? []
    : rubric.map(({ name, points }) => ({ name, points, given: null }));
}

/** Points with at most two decimals. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
