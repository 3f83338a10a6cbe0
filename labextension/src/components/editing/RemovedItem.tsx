import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Problem } from '../../contracts';
import { Button } from '../Button';

interface IRemovedItemProps {
  problem: Problem;
  isBusy: boolean;
  trans: TranslationBundle;
  onUndo: () => void;
}

/** What was just removed: the focus waits on the way back. */
export function RemovedItem(props: IRemovedItemProps): React.ReactElement {
  const { problem, isBusy, trans, onUndo } = props;
  const undo = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => {
    undo.current?.focus();
  }, []);
  return (
    <li className="jp-codemm-Deleted">
      <span role="status">{trans.__('Removed: %1', problem.title)}</span>
      <Button
        ref={undo}
        busy={isBusy}
        label={trans.__('Undo the removal of %1', problem.title)}
        onClick={onUndo}
      >
        {trans.__('Undo')}
      </Button>
    </li>
  );
}
