import type { IMemory } from './models/authoring';
import type { IOwnStorage } from './models/ownStorage';

/** What a browser remembers under one name. */
export function memoryOf(storage: IOwnStorage, name: string): IMemory {
  return {
    get: () => storage.getItem(name),
    set: text => {
      storage.setItem(name, text);
    }
  };
}
