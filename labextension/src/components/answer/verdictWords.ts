import type { TranslationBundle } from '@jupyterlab/translation';

import type { Outcome, ReportCase } from '../../contracts';
import type { IShown } from '../../models/work';

type Verdict = Outcome['verdict'] | ReportCase['verdict'];

/** A verdict in words. */
export function verdictName(
  verdict: Verdict,
  trans: TranslationBundle
): string {
  switch (verdict) {
    case 'accepted':
      return trans.__('Accepted');
    case 'wrong_answer':
      return trans.__('Wrong answer');
    case 'compile_error':
      return trans.__('Does not compile');
    case 'runtime_error':
      return trans.__('Stopped with an error');
    case 'time_limit':
      return trans.__('Took too long');
    case 'memory_limit':
      return trans.__('Used too much memory');
    case 'output_limit':
      return trans.__('Printed too much');
    case 'judge_error':
      return trans.__('Could not be judged (not your fault)');
    case 'not_run':
      return trans.__('Not run');
  }
}

/** The mark of a verdict, so that colour is never alone. */
export function verdictSign(verdict: Verdict): string {
  switch (verdict) {
    case 'accepted':
      return '✓';
    case 'not_run':
      return '○';
    case 'judge_error':
      return '⚠';
    default:
      return '✗';
  }
}

/** What a verdict looks like: good, bad, or neither. */
export function verdictLook(verdict: Verdict): 'good' | 'bad' | 'quiet' {
  if (verdict === 'accepted') {
    return 'good';
  }
  return verdict === 'not_run' ? 'quiet' : 'bad';
}

/** The kind of a hidden test, in words. */
export function categoryName(
  category: ReportCase['category'],
  trans: TranslationBundle
): string {
  const names: Record<ReportCase['category'], string> = {
    minimal: trans.__('smallest input'),
    single: trans.__('a single item'),
    typical: trans.__('an ordinary input'),
    boundary: trans.__('a value at a limit'),
    duplicates: trans.__('the same value several times'),
    negative: trans.__('negative numbers'),
    large: trans.__('a long input'),
    adversarial: trans.__('a tricky input')
  };
  return names[category];
}

/** One sentence on an outcome; a run of examples that pass is not called accepted. */
export function headline(shown: IShown, trans: TranslationBundle): string {
  const { outcome, kind } = shown;
  const name = verdictName(outcome.verdict, trans);
  const { passed, total, verdict } = outcome;
  if (verdict === 'compile_error' || verdict === 'judge_error') {
    return name;
  }
  if (kind === 'run') {
    return verdict === 'accepted'
      ? trans.__('All %1 examples pass', total)
      : trans.__('%1: %2 of %3 examples pass', name, passed, total);
  }
  return verdict === 'accepted'
    ? trans.__('%1: all %2 tests pass', name, total)
    : trans.__('%1: %2 of %3 tests pass', name, passed, total);
}

/** A time for reading. */
export function duration(ms: number, trans: TranslationBundle): string {
  return ms < 1000
    ? trans.__('%1 ms', ms)
    : trans.__('%1 s', (ms / 1000).toFixed(1));
}

/** An amount of memory for reading. */
export function memory(kb: number, trans: TranslationBundle): string {
  return kb < 1024
    ? trans.__('%1 KB', kb)
    : trans.__('%1 MB', (kb / 1024).toFixed(1));
}

/** When something was, for reading. */
export function moment(iso: string): string {
  return new Date(iso).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short'
  });
}
