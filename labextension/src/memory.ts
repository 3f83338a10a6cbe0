import type { IMemory } from './models/authoring';

/** The browser's own memory; where the user forbids it, the page's. */
export function memoryOf(name: string): IMemory {
  let last: string | null = null;
  return {
    get: () => {
      try {
        return localStorage.getItem(name);
      } catch {
        return last;
      }
    },
    set: text => {
      last = text;
      try {
        localStorage.setItem(name, text);
      } catch {
        // It is forgotten with the page.
      }
    }
  };
}
