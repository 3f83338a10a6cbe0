import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ClassOfMine } from '../../contracts';
import type { ClassesModel } from '../models/classes';
import { Field } from './Field';

interface IKeptDaysProps {
  mine: ClassOfMine;
  model: ClassesModel;
  trans: TranslationBundle;
}

/** For how many days the class keeps what its learners do; nothing leaves that to the site. */
export function KeptDays(props: IKeptDaysProps): React.ReactElement {
  const { mine, model, trans } = props;
  const { id, record_days: kept } = mine.school_class;
  // Null as long as nothing is typed: then it is shown as it is, whoever has changed it.
  const [typed, setTyped] = React.useState<string | null>(null);
  const [isSaved, setSaved] = React.useState(false);
  const onSubmit = (event: React.FormEvent): void => {
    event.preventDefault();
    setSaved(false);
    const days = Number(typed ?? kept ?? 0);
    void model.change(id, { record_days: days }).then(isDone => {
      setSaved(isDone);
      if (isDone) {
        setTyped(null);
      }
    });
  };
  return (
    <section className="jp-codemm-Box" aria-labelledby="kept">
      <h2 id="kept">{trans.__('Privacy')}</h2>
      <form className="jp-codemm-Form" onSubmit={onSubmit}>
        <Field
          label={trans.__('Days to keep records')}
          help={trans.__(
            'Runs, hints, questions and code of learners at problems of this class are deleted so many days after the last of it. Submissions and grades stay. Empty: as long as this site keeps records.'
          )}
          type="number"
          min={30}
          max={3650}
          step={1}
          value={typed ?? String(kept ?? '')}
          onChange={setTyped}
        />
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
          type="submit"
          aria-disabled={model.errands.get(id) === 'changing'}
        >
          {trans.__('Save the days')}
        </button>
        <span role="status">{isSaved ? trans.__('Saved.') : ''}</span>
      </form>
    </section>
  );
}
