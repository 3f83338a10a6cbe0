import type { TranslationBundle } from '@jupyterlab/translation';

import type { SchoolClass, SentToModels } from '../../contracts';

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
        'What is recorded of your work at a problem here is kept for %1 days after the last of it. Submissions and grades stay.',
        days
      );
}

/** What is sent to which models when somebody learns in a class, a sentence each. */
export function sentTexts(
  { policy, model, host, embedder }: SentToModels,
  trans: TranslationBundle
): readonly string[] {
  const place = host === null ? '' : trans.__(' at %1', host);
  const toModel =
    model === null || policy === 'off'
      ? []
      : [
          policy === 'hints'
            ? trans.__(
                'When you ask for a hint, %1%2 may word it: it is sent the problem, your code and what came of your last run or submission.',
                model,
                place
              )
            : trans.__(
                'When you ask for a hint or ask a question, %1%2 may word the answer: it is sent the problem, your code, what came of your last run or submission, your question, and passages of the materials.',
                model,
                place
              )
        ];
  const toEmbedder =
    embedder === null || policy !== 'all'
      ? []
      : [
          trans.__(
            'Your questions, and what you look for in materials, are sent to %1 to find passages.',
            embedder
          )
        ];
  const sent = [...toModel, ...toEmbedder];
  if (sent.length === 0) {
    return [
      trans.__(
        'Nothing of your work at problems of this class is sent to a language model.'
      )
    ];
  }
  return [...sent, trans.__('Your name is not sent.')];
}
