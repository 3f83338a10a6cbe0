import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

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
  const id = React.useId();
  const publish = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => {
    publish.current?.focus();
  }, []);
  return (
    <div
      className="jp-codemm-Question"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <p id={`${id}-title`} className="jp-codemm-Activity-title">
        {trans.__('Publish “%1”?', title)}
      </p>
      <p id={`${id}-text`}>
        {trans._n(
          'Learners will see the title, statement, starter code and sample tests of %1 problem, and its hints when they ask. Hidden tests stay with the judge. It becomes a new version; you can go on editing, but not unpublish.',
          'Learners will see titles, statements, starter code and sample tests of %1 problems, and their hints when they ask. Hidden tests stay with the judge. It becomes a new version; you can go on editing, but not unpublish.',
          count
        )}
      </p>
      <div className="jp-codemm-Buttons">
        <Button ref={publish} accent onClick={onPublish}>
          {trans.__('Publish now')}
        </Button>
        <Button onClick={onCancel}>{trans.__('Not yet')}</Button>
      </div>
    </div>
  );
}
