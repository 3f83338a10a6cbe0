import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from './Button';
import { errorText } from './words';

interface IFailureProps {
  error: Error;
  trans: TranslationBundle;
  onRetry?: () => void;
}

/** What went wrong, read out at once, with a way out of it where there is one. */
export function Failure(props: IFailureProps): React.ReactElement {
  const { error, trans, onRetry } = props;
  return (
    <div className="jp-codemm-Failure" role="alert">
      <p>{errorText(error, trans)}</p>
      {onRetry && <Button onClick={onRetry}>{trans.__('Try again')}</Button>}
    </div>
  );
}
