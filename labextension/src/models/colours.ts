import type { ProblemFacts } from '../contracts';

/** A piece of a line of code, and the class that it is coloured by. */
export interface IPiece {
  readonly text: string;
  readonly look: string;
}

/** Reads the lines of a code in a language as pieces. */
export type Colour = (
  code: string,
  language: ProblemFacts['language']
) => Promise<readonly (readonly IPiece[])[]>;

/** Break pieces at the ends of lines: there are as many as `split('\n')` gives. */
export function linesOf(pieces: Iterable<IPiece>): IPiece[][] {
  const lines: IPiece[][] = [[]];
  for (const { text, look } of pieces) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) {
        lines.push([]);
      }
      if (part !== '') {
        lines.at(-1)?.push({ text: part, look });
      }
    });
  }
  return lines;
}
