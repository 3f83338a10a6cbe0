import type { TranslationBundle } from '@jupyterlab/translation';

import type {
  LearnerProfile,
  ModuleProgress,
  TopicLevel
} from '../../contracts';
import type { IDay } from '../../models/calendar';
import type { ILoadable } from '../../models/resource';

/** What the estimate of a topic comes to. */
export function levelName(
  label: TopicLevel['label'],
  trans: TranslationBundle
): string {
  switch (label) {
    case 'secure':
      return trans.__('Secure');
    case 'developing':
      return trans.__('Developing');
    case 'needs_practice':
      return trans.__('Needs practice');
    case 'not_enough_data':
      return trans.__('Not enough data yet');
  }
}

/** A duration that was counted in whole minutes. */
export function minutesText(minutes: number, trans: TranslationBundle): string {
  return trans._n('%1 minute', '%1 minutes', minutes);
}

/** What a module is made of, and what that comes to. */
export function moduleText(
  module: ModuleProgress,
  trans: TranslationBundle
): string {
  const { attempts, completed, level, minutes, percent, quality, quizzes } =
    module;
  return [
    ...(percent === null
      ? []
      : [
          trans.__(
            'module %1 (%2)',
            percentText(percent / 100),
            moduleLevelName(level, trans)
          )
        ]),
    ...(attempts > 0
      ? [
          trans._n('%1 submission', '%1 submissions', attempts),
          trans._n('%1 solved', '%1 solved', completed)
        ]
      : []),
    ...(minutes > 0 ? [minutesText(minutes, trans)] : []),
    ...(quizzes === null
      ? []
      : [trans.__('quizzes %1', percentText(quizzes / 100))]),
    ...(quality === null
      ? []
      : [trans.__('code quality %1', percentText(quality / 100))])
  ].join(' · ');
}

function moduleLevelName(
  level: ModuleProgress['level'],
  trans: TranslationBundle
): string {
  switch (level) {
    case 'beginner':
      return trans.__('beginner');
    case 'learning':
      return trans.__('learning');
    case 'proficient':
      return trans.__('proficient');
    case 'mastered':
      return trans.__('mastered');
    case 'no_data':
      return trans.__('no data');
  }
}

/** A share from 0 to 1. */
export function percentText(share: number): string {
  return new Intl.NumberFormat(undefined, { style: 'percent' }).format(share);
}

/** What is new, for those who listen. */
export function progressAnnouncement(
  { loading, value }: ILoadable<LearnerProfile>,
  trans: TranslationBundle
): string {
  if (value === null) {
    return loading ? trans.__('Loading…') : '';
  }
  const { attempts, solved } = value.totals;
  return [
    trans._n('%1 submission', '%1 submissions', attempts),
    trans._n('%1 solved', '%1 solved', solved)
  ].join(', ');
}

/** A day and what was done on it, for those who do not see the calendar. */
export function dayText(day: IDay, trans: TranslationBundle): string {
  const date = dateFormat({ day: 'numeric', month: 'long' }).format(
    new Date(day.day)
  );
  if (day.practised) {
    return trans.__('%1: practised, %2', date, minutesText(day.minutes, trans));
  }
  return day.minutes > 0
    ? trans.__('%1: %2', date, minutesText(day.minutes, trans))
    : trans.__('%1: nothing', date);
}

/** The short name of the day of the week of a date. */
export function weekdayName({ day }: IDay, weekday: 'long' | 'short'): string {
  return dateFormat({ weekday }).format(new Date(day));
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
}
