/** The parts of a class. */
export const TABS = [
  'challenges',
  'live',
  'people',
  'gradebook',
  'costs',
  'settings'
] as const;
export type Tab = (typeof TABS)[number];

/** The parts of a challenge. */
export const PARTS = ['terms', 'statistics', 'reviews', 'regrades'] as const;
export type Part = (typeof PARTS)[number];

/** Where somebody is on the pages. Every place has an address of its own. */
export type Place =
  | { readonly page: 'classes' }
  | { readonly page: 'class'; readonly classId: string; readonly tab: Tab }
  | {
      readonly page: 'challenge';
      readonly classId: string;
      readonly challengeId: string;
      readonly part: Part;
    }
  | {
      readonly page: 'learner';
      readonly classId: string;
      readonly user: string;
    }
  | {
      readonly page: 'grade';
      readonly classId: string;
      readonly user: string;
      readonly challengeId: string;
    }
  | {
      readonly page: 'submission';
      readonly classId: string;
      readonly user: string;
      readonly submissionId: string;
    }
  | {
      readonly page: 'replay';
      readonly classId: string;
      readonly user: string;
      readonly problemId: string;
    }
  | { readonly page: 'unknown' };

/** The place at an address below that of the pages. */
export function placeOf(path: string): Place {
  const parts = path.split('/').filter(part => part !== '');
  if (parts.length === 0) {
    return { page: 'classes' };
  }
  let words: string[];
  try {
    words = parts.map(decodeURIComponent);
  } catch {
    return { page: 'unknown' };
  }
  const [root, classId, part, id, kind, more] = words;
  if (root !== 'classes' || classId === undefined || words.length > 6) {
    return { page: 'unknown' };
  }
  if (id === undefined) {
    const tab = TABS.find(each => each === (part ?? 'challenges'));
    return tab ? { page: 'class', classId, tab } : { page: 'unknown' };
  }
  if (part === 'challenges') {
    const shown = PARTS.find(each => each === (kind ?? 'terms'));
    return shown && more === undefined
      ? { page: 'challenge', classId, challengeId: id, part: shown }
      : { page: 'unknown' };
  }
  return part === 'learners'
    ? ofLearner(classId, id, kind, more)
    : { page: 'unknown' };
}

/** The address of a place below that of the pages. */
export function pathOf(place: Place): string {
  switch (place.page) {
    case 'classes':
    case 'unknown':
      return '';
    case 'class':
      return joined('classes', place.classId, place.tab);
    case 'challenge':
      return joined(
        'classes',
        place.classId,
        'challenges',
        place.challengeId,
        ...(place.part === 'terms' ? [] : [place.part])
      );
    case 'learner':
      return learner(place);
    case 'grade':
      return learner(place) + joined('grades', place.challengeId);
    case 'submission':
      return learner(place) + joined('submissions', place.submissionId);
    case 'replay':
      return learner(place) + joined('problems', place.problemId);
  }
}

function ofLearner(
  classId: string,
  user: string,
  kind: string | undefined,
  id: string | undefined
): Place {
  if (kind === undefined) {
    return { page: 'learner', classId, user };
  }
  if (id === undefined) {
    return { page: 'unknown' };
  }
  switch (kind) {
    case 'grades':
      return { page: 'grade', classId, user, challengeId: id };
    case 'submissions':
      return { page: 'submission', classId, user, submissionId: id };
    case 'problems':
      return { page: 'replay', classId, user, problemId: id };
    default:
      return { page: 'unknown' };
  }
}

function learner({ classId, user }: { classId: string; user: string }): string {
  return joined('classes', classId, 'learners', user);
}

function joined(...parts: string[]): string {
  return parts.map(part => `/${encodeURIComponent(part)}`).join('');
}
