import type { ClassModels, ClassModelsChange } from '../../contracts';

/** What is typed of a class's models, as the fields of a form have it. */
export interface IModelsEntry {
  readonly policy: ClassModels['policy'];
  /** The models that are ticked, the first one answers; of an own endpoint, as it was typed. */
  readonly models: readonly string[];
  /** The address of an own endpoint; empty for that of the installation. */
  readonly address: string;
  readonly ownModels: string;
  /** A new key; null keeps the one that is there, and an empty one is for none. */
  readonly key: string | null;
  readonly studentTokens: string;
  readonly studentCost: string;
  readonly wholeTokens: string;
  readonly wholeCost: string;
}

export type ModelsField = keyof IModelsEntry;

const MICROS = 1_000_000;

/** The fields as they were decided. Without any model all that are offered are ticked. */
export function modelsEntry(decided: ClassModels): IModelsEntry {
  const { terms, offered, policy } = decided;
  const isOwn = terms.base_url !== null;
  return {
    policy,
    models: isOwn || terms.models.length === 0 ? offered : terms.models,
    address: terms.base_url ?? '',
    ownModels: isOwn ? terms.models.join(', ') : '',
    key: null,
    studentTokens: text(terms.student.tokens),
    studentCost: text(terms.student.cost_micros, MICROS),
    wholeTokens: text(terms.whole.tokens),
    wholeCost: text(terms.whole.cost_micros, MICROS)
  };
}

/**
 * What was typed, as the service is told it. What is no number goes to the service as it is, which
 * says so. The models of an installation that are all ticked are any of them, also later ones.
 */
export function modelsChange(
  entry: IModelsEntry,
  before: ClassModels
): ClassModelsChange {
  const isOwn = entry.address !== '';
  const { terms, offered } = before;
  const isSame = isOwn && entry.address === terms.base_url;
  return {
    policy: entry.policy === before.policy ? null : entry.policy,
    models: isOwn
      ? namesOf(entry.ownModels)
      : entry.models.join('\n') === offered.join('\n')
        ? []
        : [...entry.models],
    student: {
      tokens: numberOf(entry.studentTokens),
      cost_micros: numberOf(entry.studentCost, MICROS)
    },
    whole: {
      tokens: numberOf(entry.wholeTokens),
      cost_micros: numberOf(entry.wholeCost, MICROS)
    },
    base_url: isOwn ? entry.address : null,
    key: !isOwn ? null : isSame ? entry.key : (entry.key ?? ''),
    seen: before.version
  };
}

/** Where a field is in what the service is told: it names that when it refuses. */
export function modelsWhere(field: ModelsField): string {
  switch (field) {
    case 'address':
      return 'base_url';
    case 'ownModels':
      return 'models';
    case 'studentTokens':
      return 'student.tokens';
    case 'studentCost':
      return 'student.cost_micros';
    case 'wholeTokens':
      return 'whole.tokens';
    case 'wholeCost':
      return 'whole.cost_micros';
    default:
      return field;
  }
}

function namesOf(typed: string): string[] {
  return typed
    .split(/[,\n]/)
    .map(name => name.trim())
    .filter(name => name !== '');
}

function text(value: number | null, parts = 1): string {
  return value === null ? '' : String(value / parts);
}

/** JSON has no word for what is no number: the text itself goes, and is refused by its name. */
function numberOf(typed: string, parts = 1): number | null {
  if (typed.trim() === '') {
    return null;
  }
  const value = Number(typed.trim().replace(',', '.'));
  if (Number.isNaN(value)) {
    return typed as unknown as number;
  }
  return parts === 1 ? value : Math.round(value * parts);
}
