import type { TranslationBundle } from '@jupyterlab/translation';

/** What a gate proves, in words. A gate that this page does not know goes by its own name. */
export function gateName(gate: string, trans: TranslationBundle): string {
  return nameOfText(gate, trans) ?? nameOfRun(gate, trans) ?? gate;
}

function nameOfText(gate: string, trans: TranslationBundle): string | null {
  switch (gate) {
    case 'draft':
      return trans.__('The draft can be read');
    case 'slot':
      return trans.__('It is what was asked for');
    case 'contract':
      return trans.__('Problem and tests fit each other');
    case 'statement':
      return trans.__('The statement says all that is needed');
    case 'leak':
      return trans.__('The solution is not given away');
    case 'safety':
      return trans.__('The reference does nothing dangerous');
    case 'topics':
      return trans.__('The topics are really used');
    case 'difficulty':
      return trans.__('The difficulty fits');
    case 'readability':
      return trans.__('The text is easy to read');
    case 'content':
      return trans.__('The text is fit for learners');
    case 'constraints':
      return trans.__('Inputs keep the promised limits');
    case 'duplicate':
    case 'near_duplicate':
      return trans.__('It repeats no other problem');
    case 'ambiguity':
      return trans.__('There is one right reading');
    default:
      return null;
  }
}

function nameOfRun(gate: string, trans: TranslationBundle): string | null {
  switch (gate) {
    case 'reference':
      return trans.__('The reference solves every input');
    case 'claims':
      return trans.__('Claimed results are right');
    case 'deterministic':
      return trans.__('The same input gives the same result');
    case 'margin':
      return trans.__('There is time to spare');
    case 'starter':
      return trans.__('The starter fails');
    case 'diversity':
      return trans.__('Tests are of many kinds');
    case 'trivial':
    case 'trivial_tables':
      return trans.__('Trivial programs fail');
    case 'tests':
    case 'mutation':
      return trans.__('Tests refuse wrong programs');
    case 'coverage':
      return trans.__('Tests reach every part');
    case 'student_path':
      return trans.__('Learners get the right verdicts');
    default:
      return null;
  }
}
