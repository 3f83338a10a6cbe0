import type { Challenge, ChallengeTerms } from '../../contracts';

/** What is typed of a challenge, as the fields of a form have it. Times are those of the browser. */
export interface ITermsEntry {
  readonly title: string;
  readonly releaseAt: string;
  readonly dueAt: string;
  readonly late: ChallengeTerms['late']['kind'];
  readonly percentADay: string;
  readonly atMostPercent: string;
  readonly graceMinutes: string;
  readonly closesAfterHours: string;
  readonly attempts: string;
  readonly counted: ChallengeTerms['counted'];
  readonly evaluation: ChallengeTerms['evaluation'];
  readonly hints: NonNullable<ChallengeTerms['hint_policy']> | '';
  readonly models: ChallengeTerms['model_policy'];
  readonly points: string;
  /** A line for each thing that a person looks at: its points, and its name. */
  readonly rubric: string;
}

export type TermsField = keyof ITermsEntry;

/** What a challenge has when nobody says otherwise. */
export const USUAL_TERMS: ChallengeTerms = {
  release_at: null,
  due_at: null,
  late: {
    kind: 'accept',
    percent_a_day: 0,
    at_most_percent: 100,
    grace_minutes: 0,
    closes_after_hours: null
  },
  attempts: null,
  counted: 'best',
  evaluation: 'tests',
  hint_policy: null,
  model_policy: 'all',
  points: 100,
  rubric: []
};

/** The fields as a challenge has them. */
export function termsEntry(
  title: string,
  terms: Challenge['terms']
): ITermsEntry {
  const { late } = terms;
  return {
    title,
    releaseAt: localText(terms.release_at),
    dueAt: localText(terms.due_at),
    late: late.kind,
    percentADay: late.percent_a_day > 0 ? String(late.percent_a_day) : '10',
    atMostPercent: String(late.at_most_percent),
    graceMinutes: String(late.grace_minutes),
    closesAfterHours: numberText(late.closes_after_hours),
    attempts: numberText(terms.attempts),
    counted: terms.counted,
    evaluation: terms.evaluation,
    hints: terms.hint_policy ?? '',
    models: terms.model_policy,
    points: String(terms.points),
    rubric: terms.rubric
      .map(({ name, points }) => `${points} ${name}`)
      .join('\n')
  };
}

/**
 * The terms that were typed. What is no number goes to the service as it is, which says so; a field
 * that is not shown for its kind of lateness does not count. `before` keeps what was not touched.
 */
export function termsOf(
  entry: ITermsEntry,
  before: ChallengeTerms
): ChallengeTerms {
  const isDeducted = entry.late === 'deduct';
  const isRefused = entry.late === 'refuse';
  return {
    release_at: isoOf(entry.releaseAt, before.release_at),
    due_at: isoOf(entry.dueAt, before.due_at),
    late: {
      kind: entry.late,
      percent_a_day: isDeducted ? numberOf(entry.percentADay) : 0,
      at_most_percent: isDeducted ? numberOf(entry.atMostPercent) : 100,
      grace_minutes: numberOf(entry.graceMinutes),
      closes_after_hours: isRefused ? null : optional(entry.closesAfterHours)
    },
    attempts: optional(entry.attempts),
    counted: entry.counted,
    evaluation: entry.evaluation,
    hint_policy: entry.hints === '' ? null : entry.hints,
    model_policy: entry.models,
    points: numberOf(entry.points),
    rubric: rubricOf(entry.rubric)
  };
}

/** Where a field is in what the service is told: it names that when it refuses. */
export function whereOf(field: TermsField): string {
  switch (field) {
    case 'title':
      return 'title';
    case 'releaseAt':
      return 'terms.release_at';
    case 'dueAt':
      return 'terms.due_at';
    case 'percentADay':
      return 'terms.late.percent_a_day';
    case 'atMostPercent':
      return 'terms.late.at_most_percent';
    case 'graceMinutes':
      return 'terms.late.grace_minutes';
    case 'closesAfterHours':
      return 'terms.late.closes_after_hours';
    case 'hints':
      return 'terms.hint_policy';
    case 'models':
      return 'terms.model_policy';
    default:
      return `terms.${field}`;
  }
}

/** A moment as a field for date and time has it. */
export function localText(iso: string | null): string {
  if (iso === null) {
    return '';
  }
  const at = new Date(iso);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function isoOf(text: string, before: string | null): string | null {
  if (text === '') {
    return null;
  }
  // A field shows minutes: who did not touch it keeps the seconds.
  if (text === localText(before)) {
    return before;
  }
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
}

/** The lines of a rubric; one without points at its beginning is refused by the service. */
function rubricOf(text: string): ChallengeTerms['rubric'] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => {
      const [points = '', ...name] = line.split(/\s+/);
      return { points: numberOf(points), name: name.join(' ') };
    });
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}

function optional(text: string): number | null {
  return text.trim() === '' ? null : numberOf(text);
}

/** JSON has no word for what is no number: the text itself goes, and is refused by its name. */
function numberOf(text: string): number {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value)
    ? (text as unknown as number)
    : value;
}
