import type { TranslationBundle } from '@jupyterlab/translation';

import type { IGeneration } from '../models/generations';
import { progressText } from './generationWords';

const MAX_TITLE = 60;

/** One sentence about a generation that ended, for those who look elsewhere. */
export function endNotice(
  { title, progress }: IGeneration,
  trans: TranslationBundle
): string {
  const text = progressText(progress, trans);
  const short =
    title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE)}…` : title;
  return short === '' ? text : trans.__('%1 (%2)', text, short);
}
