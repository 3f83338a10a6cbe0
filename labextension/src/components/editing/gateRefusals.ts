import type { TranslationBundle } from '@jupyterlab/translation';

import type { GateOutcome } from '../../contracts';
import { gateName } from '../gateNames';

/** Why a gate refused a change, and what an author can do about it. */
export function refusalText(
  { gate, evidence }: GateOutcome,
  trans: TranslationBundle
): string {
  if (gate === 'starter' && evidence.verdict === 'compile_error') {
    return trans.__('The starter code does not compile.');
  }
  return (
    refusedText(gate, trans) ??
    refusedRun(gate, trans) ??
    trans.__('This could not be shown: “%1”.', gateName(gate, trans))
  );
}

function refusedText(gate: string, trans: TranslationBundle): string | null {
  switch (gate) {
    case 'leak':
      return trans.__(
        'The text gives away part of the solution. Say what is asked, not how it is done.'
      );
    case 'contract':
      return trans.__(
        'Problem and tests do not fit each other: look at names, types and the number of arguments.'
      );
    case 'statement':
      return trans.__(
        'The statement leaves out something that a learner needs.'
      );
    case 'content':
      return trans.__(
        'The text speaks to somebody else than the learner, or hides signs.'
      );
    case 'readability':
      return trans.__('The text is hard to read for this difficulty.');
    case 'safety':
      return trans.__(
        'The reference does more than compute: no files, network, processes, clock or chance.'
      );
    case 'topics':
      return trans.__('The reference does not use every topic.');
    case 'difficulty':
      return trans.__('The reference is not as hard as the difficulty says.');
    case 'constraints':
      return trans.__('An input breaks what the statement promises.');
    case 'duplicate':
    case 'near_duplicate':
      return trans.__('It repeats another problem.');
    default:
      return null;
  }
}

function refusedRun(gate: string, trans: TranslationBundle): string | null {
  switch (gate) {
    case 'reference':
      return trans.__('The reference does not solve every test.');
    case 'claims':
      return trans.__(
        'A test expects another result than the reference gives.'
      );
    case 'deterministic':
      return trans.__('The same input does not always give the same result.');
    case 'margin':
      return trans.__('The reference takes too much of the time limit.');
    case 'starter':
      return trans.__('The starter passes tests that it should fail.');
    case 'diversity':
      return trans.__('The tests are too much alike.');
    case 'trivial':
    case 'trivial_tables':
      return trans.__('A program that solves nothing would pass.');
    case 'tests':
    case 'mutation':
      return trans.__('The tests let wrong programs pass; add some.');
    case 'coverage':
      return trans.__('Some part of the reference is reached by no test.');
    case 'student_path':
      return trans.__('Learners would get a wrong verdict.');
    default:
      return null;
  }
}
