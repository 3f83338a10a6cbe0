import type { Check, Health, LanguageHealth } from '../contracts';

/** One language in the tier that would be used, and where else it works when it does not there. */
export interface ILanguageStatus {
  readonly language: LanguageHealth['language'];
  readonly ok: boolean;
  readonly reason: string;
  readonly fix: string;
  readonly worksIn: readonly LanguageHealth['tier'][];
}

/** Whether anything needs the user's attention. */
export function isHealthy(health: Health): boolean {
  return (
    health.tier !== null &&
    languageStatuses(health).every(status => status.ok) &&
    health.checks.every(check => check.level === 'ok')
  );
}

/** Every language once, in the order of the server. */
export function languageStatuses(health: Health): ILanguageStatus[] {
  const statuses = new Map<LanguageHealth['language'], ILanguageStatus>();
  for (const { language } of health.languages) {
    if (!statuses.has(language)) {
      statuses.set(language, languageStatus(health, language));
    }
  }
  return [...statuses.values()];
}

/** Findings that need attention first, in the order of the server otherwise. */
export function sortedChecks(checks: readonly Check[]): Check[] {
  const weight = { missing: 0, warning: 1, ok: 2 };
  return [...checks].sort((a, b) => weight[a.level] - weight[b.level]);
}

function languageStatus(
  { languages, tier }: Health,
  language: LanguageHealth['language']
): ILanguageStatus {
  const entries = languages.filter(entry => entry.language === language);
  const used = entries.find(entry => entry.tier === tier);
  const shown = used ?? entries.find(entry => !entry.ok);
  const ok = used?.ok ?? false;
  return {
    language,
    ok,
    reason: shown?.reason ?? '',
    fix: shown?.fix ?? '',
    worksIn: ok ? [] : entries.filter(e => e.ok).map(e => e.tier)
  };
}
