import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ActivitySummary } from '../contracts';
import type { Errand } from '../models/activities';
import { Button } from './Button';
import { errorText } from './words';

interface IDeletedItemProps {
  activity: ActivitySummary;
  /** What is done with it, or why it did not come back. */
  errand: Errand | undefined;
  /** It was deleted here and now. */
  isNew: boolean;
  trans: TranslationBundle;
  /** The focus was led there. */
  onSeen: () => void;
  onRestore: (activity: ActivitySummary) => void;
}

/** What was deleted. Just after that, and then only, the focus waits on the way back. */
export function DeletedItem(props: IDeletedItemProps): React.ReactElement {
  const { activity, errand, isNew, trans, onRestore, onSeen } = props;
  const first = React.useRef(isNew);
  const isBusy = errand !== undefined && !(errand instanceof Error);
  const undo = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => {
    if (first.current) {
      first.current = false;
      onSeen();
      undo.current?.focus();
    }
  });
  return (
    <li className="jp-codemm-Deleted">
      <span role="status">{trans.__('Deleted: %1', activity.title)}</span>
      <Button
        ref={undo}
        busy={isBusy}
        label={trans.__('Undo the deletion of %1', activity.title)}
        onClick={() => {
          onRestore(activity);
        }}
      >
        {trans.__('Undo')}
      </Button>
      {errand instanceof Error && (
        <p className="jp-codemm-Wrong" role="alert">
          {errorText(errand, trans)}
        </p>
      )}
    </li>
  );
}
