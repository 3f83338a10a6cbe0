import * as React from 'react';

import { pathOf, type Place, placeOf } from './place';

interface INavigation {
  readonly place: Place;
  readonly hrefOf: (place: Place) => string;
  readonly go: (place: Place) => void;
}

const Navigation = React.createContext<INavigation>({
  place: { page: 'classes' },
  hrefOf: pathOf,
  go: () => undefined
});

/** Where somebody is, and how they get elsewhere. */
export function useNavigation(): INavigation {
  return React.useContext(Navigation);
}

interface IProviderProps {
  /** The path of the pages, without a slash at its end. */
  root: string;
  children: React.ReactNode;
}

/** Follows the address of the browser. */
export function NavigationProvider(props: IProviderProps): React.ReactElement {
  const { root, children } = props;
  const [place, setPlace] = React.useState(() => current(root));
  React.useEffect(() => {
    const onMove = (): void => {
      setPlace(current(root));
    };
    window.addEventListener('popstate', onMove);
    return () => {
      window.removeEventListener('popstate', onMove);
    };
  }, [root]);
  const value = React.useMemo(() => {
    const hrefOf = (to: Place): string => `${root}${pathOf(to)}`;
    const go = (to: Place): void => {
      window.history.pushState(null, '', hrefOf(to));
      setPlace(to);
    };
    return { place, hrefOf, go };
  }, [root, place]);
  return <Navigation.Provider value={value}>{children}</Navigation.Provider>;
}

interface ILinkProps {
  to: Place;
  children: React.ReactNode;
  className?: string;
  label?: string;
}

/** A link within the pages; with a key held it opens in a tab of its own, as any link does. */
export function Link(props: ILinkProps): React.ReactElement {
  const { to, children, className, label } = props;
  const { hrefOf, go } = useNavigation();
  return (
    <a
      href={hrefOf(to)}
      className={className}
      aria-label={label}
      onClick={event => {
        const isPlain =
          event.button === 0 &&
          !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
        if (isPlain) {
          event.preventDefault();
          go(to);
        }
      }}
    >
      {children}
    </a>
  );
}

function current(root: string): Place {
  const { pathname } = window.location;
  return placeOf(pathname.startsWith(root) ? pathname.slice(root.length) : '');
}
