import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Language } from '../../models/journey';
import type { LearnerModel } from '../../models/learner';
import { LoadState } from '../LoadState';

interface IWhyProps {
  language: Language;
  topic: string;
  model: LearnerModel;
  trans: TranslationBundle;
}

/** Every change of a topic, fetched when it is opened. */
export function Why(props: IWhyProps): React.ReactElement {
  const { language, topic, model, trans } = props;
  const [isOpen, setOpen] = React.useState(false);
  const explanation = model.explanationOf(language, topic);
  const ask = (): void => {
    void model.explain(language, topic);
  };
  return (
    <div className="jp-codemm-Why">
      <button
        className="jp-codemm-LinkButton"
        type="button"
        aria-expanded={isOpen}
        aria-label={trans.__('Why? %1', topic)}
        onClick={() => {
          setOpen(!isOpen);
          if (!isOpen) {
            ask();
          }
        }}
      >
        {trans.__('Why?')}
      </button>
      {isOpen && explanation && (
        <div role="status" aria-live="polite">
          <LoadState of={explanation} trans={trans} onRetry={ask}>
            {({ sentences }) =>
              sentences.length === 0 ? (
                <p className="jp-codemm-Quiet">
                  {trans.__(
                    'Nothing has changed it yet. It changes when you solve a problem, or leave one after failing.'
                  )}
                </p>
              ) : (
                <ol
                  className="jp-codemm-Why-steps"
                  aria-label={trans.__('What changed it, oldest first')}
                >
                  {sentences.map((sentence, step) => (
                    <li key={step}>{sentence}</li>
                  ))}
                </ol>
              )
            }
          </LoadState>
        </div>
      )}
    </div>
  );
}
