import type { Outcome, Report, Submission } from '../contracts';
import type { Source } from './judge';

/** What a person asked for and is not done. */
export interface IWork {
  readonly kind:
    'run' | 'submit' | 'hint' | 'ask' | 'rate' | 'history' | 'reset';
  /** The submission that is waited for, once the server has it. */
  readonly submission: Submission | null;
  /** The server does not answer; it is asked again until it does. */
  readonly lost: boolean;
}

/** An outcome on the page, and what it is the outcome of. */
export interface IShown {
  readonly kind: 'run' | 'submission';
  readonly outcome: Outcome;
  readonly report: Report | null;
  /** What was run or submitted. */
  readonly source: Source;
  readonly at: string;
  /** It came just now, not with the page. */
  readonly isNew: boolean;
}
