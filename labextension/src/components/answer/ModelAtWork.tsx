import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../Button';

interface IModelAtWorkProps {
  text: string;
  trans: TranslationBundle;
  onStop: () => void;
}

/** Says that a model is at work on the words above, with the way to stop it. */
export function ModelAtWork(props: IModelAtWorkProps): React.ReactElement {
  const { text, trans, onStop } = props;
  const stop = React.useRef<HTMLButtonElement>(null);
  React.useLayoutEffect(() => {
    const button = stop.current;
    return () => {
      // It goes when the model has ended: the focus stays with what was said.
      if (button && button === document.activeElement) {
        button.closest('li')?.focus();
      }
    };
  }, []);
  return (
    <div className="jp-codemm-ModelAtWork">
      <p className="jp-codemm-Quiet" role="status">
        {text}
      </p>
      <Button ref={stop} label={trans.__('Stop the model')} onClick={onStop}>
        {trans.__('Stop')}
      </Button>
    </div>
  );
}
