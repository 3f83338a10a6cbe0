import type { TranslationBundle } from '@jupyterlab/translation';

import type { AccessLine, GivenToMe } from '../../contracts';
import { moment } from '../answer/verdictWords';

/** What somebody of the staff did with the user's record. */
export function accessText(
  { actor, what }: AccessLine,
  trans: TranslationBundle
): string {
  switch (what) {
    case 'record':
      return trans.__('%1 looked at your grades and problems.', actor);
    case 'journey':
      return trans.__('%1 looked at the course of your work.', actor);
    case 'replay':
      return trans.__('%1 replayed your work.', actor);
    case 'interactions':
      return trans.__(
        '%1 looked at your questions, runs and submissions.',
        actor
      );
    case 'solutions':
      return trans.__('%1 looked at the versions of your answer.', actor);
    case 'submissions':
      return trans.__('%1 looked at the list of what you submitted.', actor);
    case 'submission':
      return trans.__('%1 read something that you submitted.', actor);
    case 'grade':
      return trans.__('%1 looked at how your grade came to be.', actor);
    case 'export':
      return trans.__('%1 saved a file that your work is in.', actor);
    case 'erasure':
      return trans.__('%1 erased what you left in the class.', actor);
  }
}

/** In which class and with what it was, and when; what the user was given no more has no name. */
export function accessPlace(
  line: AccessLine,
  given: GivenToMe | null,
  trans: TranslationBundle
): string {
  const challenges = given?.challenges ?? [];
  const about = challenges.find(
    ({ challenge }) => challenge.id === line.challenge_id
  );
  const problem = challenges
    .flatMap(({ problems }) => problems)
    .find(({ id }) => id === line.problem_id);
  return [
    line.class_name,
    about?.challenge.title,
    problem?.title,
    moment(line.last_at),
    line.reads > 1 && trans.__('%1 times', line.reads.toLocaleString())
  ]
    .filter(Boolean)
    .join(' · ');
}
