import type { TranslationBundle } from '@jupyterlab/translation';

import type { ActivitySummary, Check, Health } from '../contracts';
import { ApiError, UnreachableError } from '../refusals';

const UNKNOWN_ID =
  /^(?:There is|This class has) no (?:version \d+ of |deleted )?(activity|challenge|class|document|edit|organisation|problem|question|quiz|regrading|session|submission|call) \S+?(?: of a model)?\.$/;

/** The name of a programming language as people write it. */
export function languageName(language: ActivitySummary['language']): string {
  const names = { python: 'Python', java: 'Java', cpp: 'C++', sql: 'SQL' };
  return names[language];
}

/** What a tier means to a user. */
export function tierName(
  tier: NonNullable<Health['tier']>,
  trans: TranslationBundle
): string {
  switch (tier) {
    case 'docker':
      return trans.__('Docker container');
    case 'bwrap':
      return trans.__('local sandbox (Bubblewrap)');
    case 'landlock':
      return trans.__('local sandbox (Landlock)');
    case 'rlimit':
      return trans.__('limits only, not sandboxed');
  }
}

/** A level in words, for those who do not see the icon. */
export function levelName(
  level: Check['level'],
  trans: TranslationBundle
): string {
  switch (level) {
    case 'ok':
      return trans.__('OK');
    case 'warning':
      return trans.__('Warning');
    case 'missing':
      return trans.__('Missing');
  }
}

/** A tier as events tell it; one that this page does not know goes by its own name. */
export function tierText(tier: string, trans: TranslationBundle): string {
  switch (tier) {
    case 'docker':
    case 'bwrap':
    case 'landlock':
    case 'rlimit':
      return tierName(tier, trans);
    default:
      return tier;
  }
}

/** One sentence about a failure. */
export function errorText(error: Error, trans: TranslationBundle): string {
  if (error instanceof UnreachableError) {
    return trans.__('The Jupyter server does not answer.');
  }
  if (error instanceof ApiError && isExtensionMissing(error)) {
    return trans.__(
      'This server knows nothing of Codemm: its extension jupyter_codemm is not running, or the server is still starting.'
    );
  }
  if (error instanceof ApiError && isUnknownThing(error)) {
    return trans.__(
      'This is not there any more, or it is not yours. Reload the page to see what is.'
    );
  }
  if (error instanceof ApiError && error.code === 'too_large') {
    return trans.__(
      'This is too long to be sent. Shorten it, then try again. (%1)',
      error.message
    );
  }
  if (isSignedOut(error)) {
    return trans.__(
      'You are not signed in any more. Sign in in another tab, then try again here.'
    );
  }
  if (error instanceof ApiError && error.where === 'credential') {
    return trans.__(
      'You are signed in, and your account does not act as staff here any more. Ask whoever runs this JupyterHub, and sign in again.'
    );
  }
  return error.message;
}

/** Jupyter itself lets nobody in; what our own handlers forbid they say in their own words. */
export function isSignedOut(error: Error): boolean {
  return (
    error instanceof ApiError &&
    [401, 403].includes(error.status) &&
    error.code === 'refused'
  );
}

/** A 404 that none of our handlers said, with whatever code, means that they are not there. */
function isExtensionMissing({ status, code }: ApiError): boolean {
  return status === 404 && code === 'refused';
}

/**
 * Nothing, or no thing of some kind, has the id that was asked for. That id tells a person nothing:
 * `There is no activity 7.`
 */
export function isUnknownThing(
  { code, message }: ApiError,
  kind: string | null = null
): boolean {
  const found = code === 'not_found' ? UNKNOWN_ID.exec(message) : null;
  return found !== null && (kind === null || found[1] === kind);
}
