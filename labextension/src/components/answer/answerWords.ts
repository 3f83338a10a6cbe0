import type { TranslationBundle } from '@jupyterlab/translation';

import { TakenBackError } from '../../models/awaiting';
import type { IWork } from '../../models/work';
import { ApiError, UnreachableError } from '../../refusals';
import { errorText, isSignedOut, isUnknownThing } from '../words';

/** What is under way, in words. */
export function workText(work: IWork, trans: TranslationBundle): string {
  const { kind, submission, lost } = work;
  if (lost) {
    return trans.__(
      'The Jupyter server does not answer. Your submission is kept; this is tried again…'
    );
  }
  if (kind !== 'submit') {
    return kind === 'run'
      ? trans.__('Running the examples…')
      : trans.__('Loading…');
  }
  if (submission?.status !== 'queued') {
    return submission ? trans.__('Being judged…') : trans.__('Submitting…');
  }
  const before = (submission.position ?? 1) - 1;
  const turn =
    before > 0
      ? trans._n('Waiting, %1 before it…', 'Waiting, %1 before it…', before)
      : trans.__('Waiting for its turn…');
  return submission.note ? `${turn} ${submission.note}` : turn;
}

/** Why something about an answer did not happen, and what to do. */
export function answerErrorText(
  error: Error,
  trans: TranslationBundle
): string {
  if (error instanceof UnreachableError) {
    return trans.__(
      'The Jupyter server does not answer. Nothing was lost: your answer is in this page. Start the server and try again.'
    );
  }
  if (isSignedOut(error)) {
    return trans.__(
      'You are not signed in any more. Sign in in another tab, then try again here; your answer stays in this page.'
    );
  }
  if (error instanceof TakenBackError) {
    const told = trans.__(
      'This submission was taken back before it had a verdict. Submit again if you want one.'
    );
    return error.note ? `${error.note} ${told}` : told;
  }
  if (error instanceof ApiError && isUnknownThing(error, 'problem')) {
    return trans.__(
      'This problem is not there for you. It was deleted, your class does not have it any more, or this notebook is somebody else’s.'
    );
  }
  if (error instanceof ApiError && error.code === 'too_large') {
    return trans.__(
      'Your answer is too long to be judged. Shorten it, then try again.'
    );
  }
  return errorText(error, trans);
}
