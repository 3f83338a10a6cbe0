import * as React from 'react';

/**
 * Give the focus to the first button of an element when what had it has vanished with a change.
 *
 * `state` tells one look of the element from another, and `to` selects something else to focus.
 */
export function useKeptFocus<T extends HTMLElement>(
  state: string,
  to = 'button'
): React.RefObject<T> {
  const element = React.useRef<T>(null);
  const last = React.useRef(state);
  React.useEffect(() => {
    const isChanged = last.current !== state;
    last.current = state;
    if (isChanged && document.activeElement === document.body) {
      element.current?.querySelector<HTMLElement>(to)?.focus();
    }
  }, [state, to]);
  return element;
}
