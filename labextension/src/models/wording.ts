import { compareParts, type IPart } from './sequences';

const WORDS = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;
const LEAST_SHARED = 0.4;

/**
 * Compare two texts by words. Neighbours of one kind are one part; two texts that share little are
 * told one after the other, as nobody could read them mixed.
 */
export function compareWords(before: string, after: string): IPart[] {
  const old = before.match(WORDS) ?? [];
  const now = after.match(WORDS) ?? [];
  const parts = compareParts(old, now);
  const shared = parts.filter(
    ({ kind, text }) => kind === 'same' && text.trim() !== ''
  ).length;
  const words = Math.max(countOf(old), countOf(now));
  if (shared < LEAST_SHARED * words) {
    const whole: IPart[] = [
      { kind: 'removed', text: before },
      { kind: 'added', text: after }
    ];
    return whole.filter(({ text }) => text !== '');
  }
  return joined(parts);
}

function countOf(words: readonly string[]): number {
  return words.filter(word => word.trim() !== '').length;
}

/** Join neighbours, and what was replaced across single spaces, so that phrases stay whole. */
function joined(parts: readonly IPart[]): IPart[] {
  const result: IPart[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '') {
      result.push({ kind: 'removed', text: removed });
    }
    if (added !== '') {
      result.push({ kind: 'added', text: added });
    }
    removed = '';
    added = '';
  };
  parts.forEach(({ kind, text }, index) => {
    const follows = parts[index + 1]?.kind;
    if (kind === 'removed') {
      removed += text;
    } else if (kind === 'added') {
      added += text;
    } else if (
      text === ' ' &&
      removed !== '' &&
      added !== '' &&
      follows !== undefined &&
      follows !== 'same'
    ) {
      removed += text;
      added += text;
    } else {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') {
        result[result.length - 1] = { kind, text: last.text + text };
      } else {
        result.push({ kind, text });
      }
    }
  });
  flush();
  return result;
}
