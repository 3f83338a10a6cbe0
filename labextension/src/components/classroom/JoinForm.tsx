import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ClassroomModel, Joining } from '../../models/classroom';
import { errorText } from '../words';

interface IJoinFormProps {
  model: ClassroomModel;
  trans: TranslationBundle;
}

/** Where a learner types the code of a class; one that does not fit stays there. */
export function JoinForm({ model, trans }: IJoinFormProps): React.ReactElement {
  const [code, setCode] = React.useState('');
  const { joining } = model;
  const submit = (event: React.FormEvent): void => {
    event.preventDefault();
    const typed = code.trim();
    if (typed !== '') {
      void model.join(typed).then(isIn => {
        if (isIn) {
          setCode('');
        }
      });
    }
  };
  return (
    <details className="jp-codemm-Details">
      <summary>{trans.__('Join a class')}</summary>
      <form className="jp-codemm-Join" onSubmit={submit}>
        <label className="jp-codemm-Join-code">
          {trans.__('Join code')}
          <input
            className="jp-codemm-Field"
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={code}
            onChange={event => {
              setCode(event.target.value);
            }}
          />
        </label>
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled"
          type="submit"
          aria-disabled={joining === 'joining'}
        >
          {trans.__('Join')}
        </button>
      </form>
      {joining instanceof Error && (
        <p className="jp-codemm-Wrong" role="alert">
          {errorText(joining, trans)}
        </p>
      )}
      <p className="jp-codemm-Quiet" role="status">
        {joinedText(joining, trans)}
      </p>
    </details>
  );
}

function joinedText(joining: Joining, trans: TranslationBundle): string {
  if (joining === null || joining instanceof Error) {
    return '';
  }
  return joining === 'joining'
    ? trans.__('One moment…')
    : trans.__('You are in the class “%1”.', joining.name);
}
