import type { ClassOfMine, GivenToMe } from '../../contracts';

/** Those of the user's classes in which they learn. */
export function learnedIn({ classes }: GivenToMe): readonly ClassOfMine[] {
  return classes.filter(({ role }) => role === 'learner');
}
