/** Load something once; what failed is loaded anew by who asks next. */
export function loadedOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((reason: unknown) => {
      loading = null;
      throw reason;
    });
    return loading;
  };
}

/** Makes something once for each of many things, and keeps it as long as they are there. */
export class OncePer<K extends object, T> {
  of(key: K, make: () => T): T {
    const known = this._made.get(key) ?? { it: make() };
    this._made.set(key, known);
    return known.it;
  }

  private readonly _made = new WeakMap<K, { readonly it: T }>();
}
