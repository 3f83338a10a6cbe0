import type { TranslationBundle } from '@jupyterlab/translation';

import type { StruggleAlert } from '../../contracts';

/** A sign of struggle as a teacher would say it: its own message is an offer to the learner. */
export function signText(
  { trigger, message }: StruggleAlert,
  trans: TranslationBundle
): string {
  const texts = {
    same_error: trans.__('The same error came back.'),
    long_without_pass: trans.__('At it for a while, and nothing passes.'),
    quiz_below_half: trans.__('Less than half of a quiz was right.'),
    says_stuck: trans.__('Says that they are stuck.'),
    failed_runs: trans.__('Several runs in a row failed.'),
    low_completion: trans.__('Several problems of this week are still open.'),
    topic_failures: trans.__('Failed several times in a row at this topic.'),
    low_scores: trans.__('The last results were low.'),
    no_new_test_passed: trans.__('The same tests still fail.'),
    error_quotient: trans.__('Many runs end in errors.'),
    repeated_errors: trans.__('The same error keeps coming back.'),
    far_over_median: trans.__('Takes much longer than usual.'),
    rapid_submits: trans.__('Many submissions in a short time.'),
    going_back: trans.__('Went back to earlier code.')
  } satisfies Record<StruggleAlert['trigger'], string>;
  // A page that is still open may not know a sign of a newer service.
  const known: Readonly<Record<string, string>> = texts;
  return known[trigger] ?? message;
}
