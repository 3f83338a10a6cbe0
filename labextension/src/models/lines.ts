import { compareParts, type IPart } from './sequences';

/** A line of two texts that were compared. */
export type ILine = IPart;

/** Compare two texts by lines: what leads from the first to the second, in order. */
export function compareLines(before: string, after: string): ILine[] {
  return compareParts(before.split('\n'), after.split('\n'));
}
