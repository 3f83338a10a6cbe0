import type { DraftSpec, PatchOperation } from '../contracts';

export type Language = NonNullable<DraftSpec['language']>;
type Style = NonNullable<DraftSpec['problem_style']>;
type Difficulty = 'easy' | 'medium' | 'hard';

export const LANGUAGES: readonly Language[] = ['python', 'java', 'cpp', 'sql'];
const DIFFICULTIES: readonly Difficulty[] = ['easy', 'medium', 'hard'];

/** The spec as a person enters it. */
export interface ISpecEntry {
  readonly language: Language | '';
  readonly counts: Readonly<Record<Difficulty, number>>;
  readonly topics: string;
  readonly style: Style | '';
}

/** A field of the card. */
export type CardField = 'language' | 'problems' | 'topics' | 'style';

/** The form as somebody left it: where they began, and what they typed so far. */
export interface ITypedSpec {
  readonly field: CardField;
  readonly changes: Partial<ISpecEntry>;
}

/** Return the spec as it stands in the fields of a form. */
export function specEntry(spec: DraftSpec): ISpecEntry {
  const counts = { easy: 0, medium: 0, hard: 0 };
  for (const { difficulty, count } of spec.difficulty_plan ?? []) {
    counts[difficulty] = count;
  }
  return {
    language: spec.language ?? '',
    counts,
    topics: (spec.topic_tags ?? []).join(', '),
    style: spec.problem_style ?? ''
  };
}

/** Return what a person changed; a field left empty stays as it was. */
export function changesOf(
  spec: DraftSpec,
  entry: ISpecEntry
): PatchOperation[] {
  const before = specEntry(spec);
  const changes: PatchOperation[] = [];
  const set = (field: string, value: unknown): void => {
    changes.push({ op: 'replace', path: `/${field}`, value });
  };
  if (entry.language !== '' && entry.language !== before.language) {
    set('language', entry.language);
  }
  const total = DIFFICULTIES.reduce((sum, name) => sum + entry.counts[name], 0);
  if (DIFFICULTIES.some(name => entry.counts[name] !== before.counts[name])) {
    set('problem_count', total);
    set('difficulty_plan', planOf(entry));
  }
  const topics = topicsOf(entry.topics);
  if (topics.join() !== topicsOf(before.topics).join()) {
    set('topic_tags', topics);
  }
  const isStyled = entry.style !== '' && entry.language !== 'sql';
  if (isStyled && entry.style !== before.style) {
    set('problem_style', entry.style);
  }
  return changes;
}

function planOf({
  counts
}: ISpecEntry): { difficulty: string; count: number }[] {
  return DIFFICULTIES.filter(name => counts[name] !== 0).map(name => ({
    difficulty: name,
    count: counts[name]
  }));
}

function topicsOf(text: string): string[] {
  return text
    .split(',')
    .map(topic => topic.trim())
    .filter(topic => topic !== '');
}
