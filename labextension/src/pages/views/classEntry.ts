import type { ClassChange, SchoolClass } from '../../contracts';

export type ClassField = 'name' | 'hub_group' | 'record_days';
type ClassTexts = Readonly<Partial<Record<ClassField, string>>>;

/** What is typed in a form about a class. */
export interface IClassEntry {
  /** The class as it was when the first of it was typed; null as long as nothing is. */
  readonly base: SchoolClass | null;
  /** Only the fields that were typed in: the others are shown as they are, whoever changed them. */
  readonly typed: ClassTexts;
  readonly isSaved: boolean;
}

export const UNTOUCHED: IClassEntry = { base: null, typed: {}, isSaved: false };

/** A field of a class, as forms have it. */
export function textOf(found: SchoolClass, field: ClassField): string {
  return String(found[field] ?? '');
}

/** The entry with something more typed. */
export function typedIn(
  { base, typed }: IClassEntry,
  found: SchoolClass,
  more: ClassTexts
): IClassEntry {
  return { base: base ?? found, typed: { ...typed, ...more }, isSaved: false };
}

/** What somebody else has changed since the first of an entry was typed, unless it is the same. */
export function overtaken(
  { base, typed }: IClassEntry,
  found: SchoolClass,
  fields: readonly ClassField[]
): readonly ClassField[] {
  const isOther = fields.some(
    field => (typed[field] ?? textOf(found, field)) !== textOf(found, field)
  );
  return base === null || !isOther
    ? []
    : fields.filter(field => textOf(base, field) !== textOf(found, field));
}

/** What an entry changes of a class. What was not touched stays as it is. */
export function changeOf(
  { typed }: IClassEntry,
  from: SchoolClass
): Partial<ClassChange> {
  const changed = Object.entries(typed)
    .filter(([field, text]) => text !== textOf(from, field as ClassField))
    .map(([field, text]) => [
      field,
      field === 'record_days' ? Number(text) : text
    ]);
  return Object.fromEntries(changed) as Partial<ClassChange>;
}

/** What is left of an entry when `sent` of it was saved: what was typed meanwhile. */
export function savedEntry(
  now: IClassEntry,
  sent: ClassTexts,
  saved: SchoolClass | null
): IClassEntry {
  const newer = Object.entries(now.typed).filter(
    ([field, text]) => text !== sent[field as ClassField]
  );
  return newer.length === 0
    ? { ...UNTOUCHED, isSaved: true }
    : {
        base: saved ?? now.base,
        typed: Object.fromEntries(newer),
        isSaved: false
      };
}
