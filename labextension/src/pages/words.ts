import type { TranslationBundle } from '@jupyterlab/translation';

import type {
  DeletedChallenge,
  DeletedClass,
  GradebookCell,
  GradeEvent,
  Membership
} from '../contracts';
import { STAFF_ROLES } from './roles';
import type { Part, Tab } from './place';
import type { GradebookFormat, Role } from './service';

/** A role as people say it. */
export function roleName(role: Role, trans: TranslationBundle): string {
  switch (role) {
    case 'learner':
      return trans.__('Learner');
    case 'assistant':
      return trans.__('Assistant');
    case 'instructor':
      return trans.__('Instructor');
    case 'coordinator':
      return trans.__('Coordinator');
    case 'admin':
      return trans.__('Admin');
  }
}

export function tabName(tab: Tab, trans: TranslationBundle): string {
  switch (tab) {
    case 'challenges':
      return trans.__('Challenges');
    case 'live':
      return trans.__('Live');
    case 'people':
      return trans.__('People');
    case 'gradebook':
      return trans.__('Gradebook');
    case 'costs':
      return trans.__('Costs');
    case 'settings':
      return trans.__('Settings');
  }
}

export function partName(part: Part, trans: TranslationBundle): string {
  switch (part) {
    case 'terms':
      return trans.__('Terms');
    case 'statistics':
      return trans.__('Statistics');
    case 'reviews':
      return trans.__('Review');
    case 'regrades':
      return trans.__('Judge again');
  }
}

/** Millionths of the currency in which somebody configured the prices. */
export function moneyText(
  micros: number | null,
  trans: TranslationBundle
): string {
  return micros === null
    ? trans.__('not known')
    : (micros / 1_000_000).toFixed(4);
}

/** How somebody came into a class. */
export function sourceText(
  source: Membership['source'],
  trans: TranslationBundle
): string {
  switch (source) {
    case 'roster':
      return trans.__('by a list');
    case 'code':
      return trans.__('by the join code');
    case 'group':
      return trans.__('by a group of the Hub');
    case 'hand':
      return trans.__('by hand');
  }
}

export function formatName(form: GradebookFormat): string {
  const names = { nbgrader: 'nbgrader', canvas: 'Canvas', moodle: 'Moodle' };
  return names[form];
}

/** A grade in a few characters, for a table. */
export function cellText(
  cell: GradebookCell,
  trans: TranslationBundle
): string {
  switch (cell.status) {
    case 'graded':
      return pointsText(cell.points ?? 0);
    case 'manual_review':
      return trans.__('To review');
    case 'grading':
      return trans.__('Grading…');
    case 'pending':
      return cell.waiting > 0 ? trans.__('Waiting') : '–';
  }
}

/** How somebody's grade stands, in a sentence. */
export function standText(
  cell: GradebookCell,
  worth: number,
  trans: TranslationBundle
): string {
  const told = [
    cell.status === 'graded'
      ? trans.__('%1 of %2 points', pointsText(cell.points ?? 0), worth)
      : cell.status === 'pending'
        ? trans.__('nothing graded yet')
        : cellText(cell, trans).toLowerCase(),
    trans._n('%1 attempt', '%1 attempts', cell.attempts),
    ...(cell.waiting > 0
      ? [trans.__('%1 without a verdict', cell.waiting)]
      : []),
    ...(cell.is_late ? [trans.__('late')] : []),
    ...(cell.is_override ? [trans.__('decided by a teacher')] : []),
    ...(cell.is_before_change
      ? [trans.__('graded before the evaluation was changed')]
      : [])
  ];
  return told.join(', ');
}

/** Why a grade changed. */
export function causeText(
  { cause, actor }: GradeEvent,
  trans: TranslationBundle
): string {
  const who = actor ?? trans.__('somebody');
  switch (cause) {
    case 'submitted':
      return trans.__('Something was submitted and judged');
    case 'reviewed':
      return trans.__('Reviewed by %1', who);
    case 'overridden':
      return trans.__('Decided by %1', who);
    case 'released_override':
      return trans.__('Decision taken back by %1', who);
    case 'reopened':
      return trans.__('Waits for a person again, by %1', who);
    case 'regraded':
      return trans.__('Judged again by tests that were fixed');
  }
}

/** Points with at most two decimals. */
export function pointsText(points: number): string {
  return String(Math.round(points * 100) / 100);
}

/** Who deleted a challenge, and when. */
export function deletedText(
  { deleted_at: at, deleted_by: who }: DeletedChallenge,
  trans: TranslationBundle
): string {
  return who === null
    ? trans.__('Deleted %1', dateText(at))
    : trans.__('Deleted by %1, %2', who, dateText(at));
}

/** Whose class was hidden, by whom, and when. */
export function hiddenText(
  { organization, deleted_at: at, deleted_by: who }: DeletedClass,
  trans: TranslationBundle
): string {
  return who === null
    ? trans.__('%1; hidden %2', organization, dateText(at))
    : trans.__('%1; hidden by %2, %3', organization, who, dateText(at));
}

/** A date and the time of day. */
export function dateText(iso: string): string {
  return new Date(iso).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short'
  });
}

/** Whether a role is one of staff. */
export function isStaff(role: Role): boolean {
  return STAFF_ROLES.includes(role);
}
