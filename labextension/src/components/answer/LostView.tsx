import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { answerErrorText } from './answerWords';

interface ILostViewProps {
  failure: Error | null;
  trans: TranslationBundle;
  onRestore: () => void;
}

/** Stands under an answer cell that lost the line which says what it answers. */
export function LostView(props: ILostViewProps): React.ReactElement {
  const { failure, trans, onRestore } = props;
  return (
    <div className="jp-codemm-AnswerView">
      <p className="jp-codemm-Answer-note">
        {trans.__(
          'This cell lost its first line, which says what problem it answers.'
        )}{' '}
        <button
          className="jp-codemm-LinkButton"
          type="button"
          onClick={onRestore}
        >
          {trans.__('Put it back')}
        </button>
      </p>
      {failure && (
        <p className="jp-codemm-Answer-failure" role="alert">
          {answerErrorText(failure, trans)}
        </p>
      )}
    </div>
  );
}
