import type { ActiveDay, Streak } from '../contracts';

/** A day of the calendar. `isAhead`: it has not come yet. */
export interface IDay extends ActiveDay {
  readonly isToday: boolean;
  readonly isAhead: boolean;
}

const DAY_MS = 86_400_000;
const WEEK = 7;

/** The last weeks in the learner's time zone, each from Monday to Sunday, the current one last. */
export function weeksOf(
  { calendar, zone }: Streak,
  at: string,
  count: number
): readonly (readonly IDay[])[] {
  const known = new Map(calendar.map(each => [each.day, each]));
  const today = dayIn(zone, new Date(at));
  const end = Date.parse(today);
  const sinceMonday = (new Date(end).getUTCDay() + WEEK - 1) % WEEK;
  const first = end - (sinceMonday + (count - 1) * WEEK) * DAY_MS;
  return Array.from({ length: count }, (_week, week) =>
    Array.from({ length: WEEK }, (_day, place) => {
      const time = first + (week * WEEK + place) * DAY_MS;
      const day = new Date(time).toISOString().slice(0, 10);
      const active = known.get(day) ?? { day, minutes: 0, practised: false };
      return { ...active, isToday: day === today, isAhead: time > end };
    })
  );
}

/** The date that a clock shows in a time zone; in a zone that this browser does not know, of UTC. */
function dayIn(zone: string, at: Date): string {
  let timeZone = zone;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    timeZone = 'UTC';
  }
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone }).format(at);
}
