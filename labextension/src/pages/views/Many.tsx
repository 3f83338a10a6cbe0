import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';

const SHARE = 100;

interface IShareProps<T> {
  items: readonly T[];
  trans: TranslationBundle;
  /** Draws those that are shown so far. */
  children: (shown: readonly T[]) => React.ReactNode;
}

/** So many of some things that a page stays quick; the others come when asked for. */
export function Share<T>(props: IShareProps<T>): React.ReactElement {
  const { items, trans, children } = props;
  const [most, setMost] = React.useState(SHARE);
  const rest = items.length - most;
  return (
    <>
      {children(items.slice(0, most))}
      {rest > 0 && (
        <div className="jp-codemm-Row">
          <Button
            onClick={() => {
              setMost(most + SHARE);
            }}
          >
            {trans.__('Show more')}
          </Button>
          <span className="jp-codemm-Quiet">
            {trans.__('%1 of %2 are shown', most, items.length)}
          </span>
        </div>
      )}
    </>
  );
}

interface IManyProps<T> {
  items: readonly T[];
  label: string;
  className: string;
  /** Whether their order says something. */
  isOrdered?: boolean;
  trans: TranslationBundle;
  children: (item: T, at: number) => React.ReactNode;
}

/** A list of which a share is drawn. */
export function Many<T>(props: IManyProps<T>): React.ReactElement {
  const { items, label, className, isOrdered, trans, children } = props;
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <Share items={items} trans={trans}>
      {shown => (
        <List className={className} aria-label={label}>
          {shown.map(children)}
        </List>
      )}
    </Share>
  );
}
