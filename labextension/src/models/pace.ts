import type { TimelineRow } from '../contracts';

export const SPEEDS = [0.5, 1, 2, 4, 8] as const;

/** How many times as fast as by itself. */
export type Speed = (typeof SPEEDS)[number];

/** The same time for each row, or the time that really passed. */
export type Pace = 'even' | 'real';

const EVEN_MS = 2000;
const SHORTEST_MS = 100;

/** The milliseconds before the next row; a break that does not count as work is not sat through. */
export function waitOf(
  next: Pick<TimelineRow, 'active' | 'gap_ms'>,
  pace: Pace,
  speed: Speed
): number {
  const whole = pace === 'real' && next.active ? next.gap_ms : EVEN_MS;
  return Math.max(SHORTEST_MS, whole / speed);
}
