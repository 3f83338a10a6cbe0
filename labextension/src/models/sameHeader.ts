import type { IHeader } from './answers';

/** Whether two cells say that they are the same. */
export function isSameHeader(one: IHeader, other: IHeader | null): boolean {
  return (
    one.problemId === other?.problemId &&
    one.language === other.language &&
    one.file === other.file
  );
}
