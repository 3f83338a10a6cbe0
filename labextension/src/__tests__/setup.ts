// JupyterLab's modules ask for these while they load; jsdom has none of them.
class Nothing {
  observe(): void {
    return undefined;
  }
  unobserve(): void {
    return undefined;
  }
  disconnect(): void {
    return undefined;
  }
}

Object.assign(globalThis, {
  DragEvent: class extends MouseEvent {},
  ResizeObserver: Nothing,
  requestIdleCallback: (callback: () => void) => setTimeout(callback, 0),
  matchMedia: () => ({ matches: false, addEventListener: () => undefined })
});
