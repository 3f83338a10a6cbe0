import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ILoadable } from '../models/resource';
import { errorText } from './words';

interface ILoadStateProps<T> {
  of: ILoadable<T>;
  trans: TranslationBundle;
  onRetry: () => void;
  children: (value: T) => React.ReactNode;
}

/** Shows the value, above it a failure with a way out of it; before the first value, that it loads. */
export function LoadState<T>(props: ILoadStateProps<T>): React.ReactElement {
  const { of, trans, onRetry, children } = props;
  return (
    <>
      {of.error && (
        <div className="jp-codemm-Failure" role="alert">
          <p>{errorText(of.error, trans)}</p>
          <button
            className="jp-codemm-Button jp-Button jp-mod-styled"
            type="button"
            onClick={onRetry}
          >
            {trans.__('Try again')}
          </button>
        </div>
      )}
      {of.value === null
        ? !of.error && <p className="jp-codemm-Quiet">{trans.__('Loading…')}</p>
        : children(of.value)}
    </>
  );
}
