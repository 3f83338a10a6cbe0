import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { AlertQuestion } from './AlertQuestion';
import { Button } from './Button';

interface IDeleteQuestionProps {
  title: string;
  trans: TranslationBundle;
  onDelete: () => void;
  onCancel: () => void;
}

/** Says what it means for others that a published activity is deleted. Escape keeps it. */
export function DeleteQuestion(
  props: IDeleteQuestionProps
): React.ReactElement {
  const { title, trans, onDelete, onCancel } = props;
  return (
    <AlertQuestion
      title={trans.__('Delete “%1”?', title)}
      text={trans.__(
        'It is published. Whoever works on it can run and submit nothing any more, and what waits for a verdict gets none. In this browser you can undo the deletion for a day.'
      )}
      onCancel={onCancel}
    >
      {focused => (
        <>
          <Button ref={focused} onClick={onCancel}>
            {trans.__('Keep it')}
          </Button>
          <Button onClick={onDelete}>{trans.__('Delete it')}</Button>
        </>
      )}
    </AlertQuestion>
  );
}
