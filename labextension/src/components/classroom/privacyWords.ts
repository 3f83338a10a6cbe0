import type { TranslationBundle } from '@jupyterlab/translation';

import type { SchoolClass } from '../../contracts';

/** For how long a class keeps what its learners do. */
export function keptText(
  { record_days: days }: Pick<SchoolClass, 'record_days'>,
  trans: TranslationBundle
): string {
  return days === null
    ? trans.__(
        'What is recorded of your work here is kept as long as this site keeps records.'
      )
    : trans.__(
        'What is recorded here is kept for %1 days after you last worked on a problem. Submissions and grades stay.',
        days
      );
}
