import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { type ChallengesModel, TAKING_IN } from '../models/challenges';
import { Wrong } from './Said';

interface IBundleFormProps {
  model: ChallengesModel;
  trans: TranslationBundle;
}

/** Takes a challenge in that was saved as a bundle, here or at another Hub. */
export function BundleForm(props: IBundleFormProps): React.ReactElement {
  const { model, trans } = props;
  const id = React.useId();
  const errand = model.errands.get(TAKING_IN);
  return (
    <section className="jp-codemm-Box" aria-labelledby="bundle">
      <h2 id="bundle">{trans.__('Take a bundle in')}</h2>
      <div className="jp-codemm-Entry">
        <label htmlFor={id}>{trans.__('Bundle')}</label>
        <input
          id={id}
          type="file"
          accept=".json,application/json"
          aria-describedby={`${id}-help`}
          onChange={event => {
            const input = event.target;
            const file = input.files?.[0];
            if (file) {
              void model.takeIn(file).then(isThere => {
                if (isThere) {
                  input.value = '';
                }
              });
            }
          }}
        />
        <p id={`${id}-help`} className="jp-codemm-Quiet">
          {trans.__('It becomes a draft, and its activity becomes yours.')}
        </p>
      </div>
      <p role="status">
        {errand === 'taking in' ? trans.__('One moment…') : ''}
      </p>
      <Wrong of={errand} trans={trans} />
    </section>
  );
}
