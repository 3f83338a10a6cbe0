import type { IMoment } from './replay';
import { compareLines, type ILine } from './lines';

/** A line of the code of a moment, or one that was there before it. */
export interface ICodeLine extends ILine {
  /** Its place in the code that it is part of; the first line is 0. */
  readonly at: number;
}

/** The code of a moment line by line, with what was taken out of the code before. */
export function changedCode({ step, before }: IMoment): ICodeLine[] {
  const old = endless(before?.code ?? '');
  const now = endless(step.code);
  let [left, right] = [0, 0];
  // Where nothing was, nothing is news: the first code is shown as it is.
  const lines: ILine[] =
    old === ''
      ? now.split('\n').map(text => ({ kind: 'same', text }))
      : compareLines(old, now);
  return lines.map(line => {
    const at = line.kind === 'removed' ? left : right;
    left += line.kind === 'added' ? 0 : 1;
    right += line.kind === 'removed' ? 0 : 1;
    return { ...line, at };
  });
}

function endless(code: string): string {
  return code.endsWith('\n') ? code.slice(0, -1) : code;
}
