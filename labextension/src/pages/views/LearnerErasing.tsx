import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IService } from '../service';
import { Field } from './Field';
import { Wrong } from './Said';

interface ILearnerErasingProps {
  classId: string;
  user: string;
  service: IService;
  trans: TranslationBundle;
  /** It was done. */
  onErased: () => void;
}

/** Erases what a learner left in the class, for who types their name. */
export function LearnerErasing(
  props: ILearnerErasingProps
): React.ReactElement {
  const { classId, user, service, trans, onErased } = props;
  const [typed, setTyped] = React.useState('');
  const [state, setState] = React.useState<'busy' | 'done' | Error | null>(
    null
  );
  const isMeant = typed === user && state !== 'busy';
  const onSubmit = (event: React.FormEvent): void => {
    event.preventDefault();
    if (!isMeant) {
      return;
    }
    setState('busy');
    service.eraseLearner(classId, user, typed).then(
      () => {
        setState('done');
        setTyped('');
        onErased();
      },
      (reason: unknown) => {
        setState(reason instanceof Error ? reason : new Error(String(reason)));
      }
    );
  };
  return (
    <section className="jp-codemm-Box" aria-labelledby="erase">
      <h2 id="erase">{trans.__('Erase what %1 left in this class', user)}</h2>
      <p>
        {trans.__(
          'Their records, code, questions, submissions and grades in this class are deleted for good. They stay in the class, and see that you did it.'
        )}
      </p>
      <form className="jp-codemm-Form" onSubmit={onSubmit}>
        <Field
          label={trans.__('Type %1 to say that it is meant', user)}
          value={typed}
          maxLength={200}
          onChange={setTyped}
        />
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-warn"
          type="submit"
          aria-disabled={!isMeant}
        >
          {trans.__('Erase for good')}
        </button>
        <span role="status">{state === 'done' ? trans.__('Erased.') : ''}</span>
      </form>
      <Wrong of={state} trans={trans} />
    </section>
  );
}
