import { describe, expect, it } from 'vitest';

import type { Health, LanguageHealth } from '../contracts';
import { isHealthy, languageStatuses, sortedChecks } from '../models/health';

function language(changes: Partial<LanguageHealth>): LanguageHealth {
  return {
    language: 'java',
    tier: 'landlock',
    ok: true,
    reason: '',
    fix: '',
    layers: [],
    ...changes
  };
}

function health(changes: Partial<Health>): Health {
  return {
    version: '0.1.0',
    tier: 'landlock',
    author: 'builtin',
    languages: [language({})],
    checks: [],
    ...changes
  };
}

describe('languageStatuses', () => {
  it('shows each language once, in the tier that would be used', () => {
    const languages = [
      language({ tier: 'docker', ok: false, reason: 'no daemon' }),
      language({ tier: 'landlock' }),
      language({ language: 'python' })
    ];
    expect(languageStatuses(health({ languages }))).toEqual([
      { language: 'java', ok: true, reason: '', fix: '', worksIn: [] },
      { language: 'python', ok: true, reason: '', fix: '', worksIn: [] }
    ]);
  });

  it('says why a language is missing, how to get it and where it works', () => {
    const languages = [
      language({ tier: 'docker' }),
      language({ ok: false, reason: 'no javac', fix: 'install a JDK' })
    ];
    expect(languageStatuses(health({ languages }))).toEqual([
      {
        language: 'java',
        ok: false,
        reason: 'no javac',
        fix: 'install a JDK',
        worksIn: ['docker']
      }
    ]);
  });

  it('calls nothing well when no tier works', () => {
    expect(languageStatuses(health({ tier: null }))[0]?.ok).toBe(false);
  });
});

describe('isHealthy', () => {
  const warning = {
    id: 'store',
    title: 'Store',
    level: 'warning',
    detail: '',
    fix: ''
  } as const;

  it.each([
    [health({}), true],
    [health({ tier: null }), false],
    [health({ languages: [language({ ok: false })] }), false],
    [health({ checks: [warning] }), false],
    [health({ checks: [{ ...warning, level: 'ok' }] }), true]
  ])('%#', (value, expected) => {
    expect(isHealthy(value)).toBe(expected);
  });

  it('puts the findings that need attention first', () => {
    const checks = (['ok', 'warning', 'missing', 'ok'] as const).map(
      (level, index) => ({ ...warning, id: String(index), level })
    );
    expect(sortedChecks(checks).map(check => check.id)).toEqual([
      '2',
      '1',
      '0',
      '3'
    ]);
  });
});
