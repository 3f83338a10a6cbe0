import { PageModel } from './base';

/** Something that is only looked at. */
export class Loaded<T> extends PageModel<T, never> {}
