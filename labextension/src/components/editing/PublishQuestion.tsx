import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { AlertQuestion } from '../AlertQuestion';
import { Button } from '../Button';

interface IPublishQuestionProps {
  title: string;
  count: number;
  trans: TranslationBundle;
  onPublish: () => void;
  onCancel: () => void;
}

/** Says what publishing does before it is done. Escape leaves it as it was. */
export function PublishQuestion(
  props: IPublishQuestionProps
): React.ReactElement {
  const { title, count, trans, onPublish, onCancel } = props;
  return (
    <AlertQuestion
      title={trans.__('Publish “%1”?', title)}
      text={trans._n(
        'Learners will see the title, statement, starter code and sample tests of %1 problem, and its hints when they ask. Hidden tests stay with the judge. It becomes a new version; you can go on editing, but not unpublish.',
        'Learners will see titles, statements, starter code and sample tests of %1 problems, and their hints when they ask. Hidden tests stay with the judge. It becomes a new version; you can go on editing, but not unpublish.',
        count
      )}
      onCancel={onCancel}
    >
      {focused => (
        <>
          <Button ref={focused} accent onClick={onPublish}>
            {trans.__('Publish now')}
          </Button>
          <Button onClick={onCancel}>{trans.__('Not yet')}</Button>
        </>
      )}
    </AlertQuestion>
  );
}
