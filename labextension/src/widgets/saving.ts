import type { IServerFile } from '../refusals';

/** Have the browser save a file, under its name. */
export function saveFile({ name, content }: IServerFile): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
