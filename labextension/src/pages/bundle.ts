import type { TranslationBundle } from '@jupyterlab/translation';

type Words = readonly unknown[];

/** The words as they are written. Language packs are JupyterLab's, and it is not here. */
export const ENGLISH: TranslationBundle = {
  __: (text, ...args: Words) => filled(text, args),
  _n: (one, many, n, ...args: Words) => counted(one, many, n, args),
  _p: (_, text, ...args: Words) => filled(text, args),
  _np: (_, one, many, n, ...args: Words) => counted(one, many, n, args),
  gettext: (text, ...args: Words) => filled(text, args),
  ngettext: (one, many, n, ...args: Words) => counted(one, many, n, args),
  pgettext: (_, text, ...args: Words) => filled(text, args),
  npgettext: (_, one, many, n, ...args: Words) => counted(one, many, n, args),
  dcnpgettext: (_domain, _, one, many, n, ...args: Words) =>
    counted(one, many, n, args)
};

function counted(one: string, many: string, n: number, args: Words): string {
  return filled(n === 1 ? one : many, [n, ...args]);
}

function filled(text: string, args: Words): string {
  return text.replaceAll(/%(\d+)/g, (mark, number: string) => {
    const value = args[Number(number) - 1];
    return typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : mark;
  });
}
