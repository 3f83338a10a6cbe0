import type { IAuthoringOptions } from './authoring';
import type { IMemory } from './memory';
import { type IOwnStorage, NO_STORAGE } from './ownStorage';

/** What the panel is told by the page around it. */
export interface IPanelOptions extends IAuthoringOptions {
  /** The folder for new notebooks. */
  readonly folder: () => string;
  /** Remembers what was deleted, beyond the life of the page. */
  readonly deleted?: IMemory;
  /** Whether a class service is behind the server: without one nobody asks for classes. */
  readonly isClassroom: boolean;
  /** Where a browser finds the pages of those who teach; empty where there are none. */
  readonly teach?: string;
  /** Where what somebody types is kept until it is accepted. */
  readonly storage: IOwnStorage;
}

/** For one person, with nothing that outlives the page. */
export const SOLO: IPanelOptions = {
  folder: () => '',
  isClassroom: false,
  memory: { get: () => null, set: () => undefined },
  storage: NO_STORAGE,
  mode: () => 'practice'
};
