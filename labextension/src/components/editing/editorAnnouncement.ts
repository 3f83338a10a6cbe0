import type { TranslationBundle } from '@jupyterlab/translation';

import type { EditorModel } from '../../models/editor';

/** What sighted users see happen to an activity that is edited, for those who listen. */
export function editorAnnouncement(
  { activity, arrangement, place }: EditorModel,
  trans: TranslationBundle
): string {
  switch (arrangement.doing) {
    case 'publishing':
      return trans.__('Publishing…');
    case 'restoring':
      return trans.__('Going back…');
    case 'arranging':
      return trans.__('Saving the order…');
    case null:
      break;
  }
  if (activity.value === null) {
    return activity.loading ? trans.__('Loading…') : '';
  }
  const { version, problems, state } = activity.value;
  if (place.name !== 'problems') {
    return '';
  }
  const order = problems.map(({ title }) => title).join(', ');
  return state === 'published'
    ? trans.__('Version %1, published: %2', version, order)
    : trans.__('Version %1: %2', version, order);
}
