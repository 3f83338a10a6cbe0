/** A part of two sequences that were compared. */
export interface IPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

const MOST_CELLS = 1_000_000;

/** Compare two sequences of texts: what leads from the first to the second, in order. */
export function compareParts(
  old: readonly string[],
  now: readonly string[]
): IPart[] {
  let start = 0;
  while (
    start < old.length &&
    start < now.length &&
    old[start] === now[start]
  ) {
    start++;
  }
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old.at(-1 - end) === now.at(-1 - end)) {
    end++;
  }
  return [
    ...old.slice(0, start).map(text => part('same', text)),
    ...between(
      old.slice(start, old.length - end),
      now.slice(start, now.length - end)
    ),
    ...old.slice(old.length - end).map(text => part('same', text))
  ];
}

function part(kind: IPart['kind'], text: string): IPart {
  return { kind, text };
}

/** Two long sequences that share little are shown one after the other. */
function between(old: string[], now: string[]): IPart[] {
  if (old.length * now.length > MOST_CELLS) {
    return [
      ...old.map(text => part('removed', text)),
      ...now.map(text => part('added', text))
    ];
  }
  const shared = sharedAfter(old, now);
  const parts: IPart[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [a, b] = [old[i], now[j]];
    if (a !== undefined && a === b) {
      parts.push(part('same', a));
      [i, j] = [i + 1, j + 1];
    } else if (
      a !== undefined &&
      (b === undefined || at(shared, i + 1, j) >= at(shared, i, j + 1))
    ) {
      parts.push(part('removed', a));
      i++;
    } else if (b !== undefined) {
      parts.push(part('added', b));
      j++;
    }
  }
  return parts;
}

/** How many parts the rests of both share, for every pair of places. */
function sharedAfter(old: string[], now: string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () =>
    new Array<number>(now.length + 1).fill(0)
  );
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row) {
        row[j] =
          old[i] === now[j]
            ? at(table, i + 1, j + 1) + 1
            : Math.max(at(table, i + 1, j), at(table, i, j + 1));
      }
    }
  }
  return table;
}

function at(table: number[][], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
