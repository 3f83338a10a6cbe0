import type { IOwnStorage } from './ownStorage';

/** Remembers a text, such as which session was open, beyond the life of the page. */
export interface IMemory {
  get(): string | null;
  set(text: string): void;
}

/** What a browser remembers under one name. */
export function memoryOf(storage: IOwnStorage, name: string): IMemory {
  return {
    get: () => storage.getItem(name),
    set: text => {
      storage.setItem(name, text);
    }
  };
}
