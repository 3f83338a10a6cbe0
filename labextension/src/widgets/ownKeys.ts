const SUPPRESS = 'lmSuppressShortcuts';

/**
 * Keep the single-key commands of a notebook away from the controls in a node.
 *
 * Those commands ask for whatever has the focus, so that the control itself has to say it.
 */
export function keepOwnKeys(node: HTMLElement): void {
  node.dataset[SUPPRESS] = 'true';
  node.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) {
      target.dataset[SUPPRESS] = 'true';
    }
  });
}
