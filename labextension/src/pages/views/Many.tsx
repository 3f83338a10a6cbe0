import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';

const SHARE = 100;

interface IManyProps<T> {
  items: readonly T[];
  label: string;
  className: string;
  trans: TranslationBundle;
  children: (item: T) => React.ReactNode;
}

/** A list of which so many are drawn that a page stays quick; the others come when asked for. */
export function Many<T>(props: IManyProps<T>): React.ReactElement {
  const { items, label, className, trans, children } = props;
  const [most, setMost] = React.useState(SHARE);
  const rest = items.length - most;
  return (
    <>
      <ul className={className} aria-label={label}>
        {items.slice(0, most).map(children)}
      </ul>
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
