/** Do it when the page has nothing else to do: what is not looked at yet must not delay its start. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) {
    window.requestIdleCallback(work);
  } else {
    setTimeout(work, 0);
  }
}
