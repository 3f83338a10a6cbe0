import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ClassOfMine } from '../../contracts';
import type { ClassesModel } from '../models/classes';
import { ClassForm } from './ClassForm';

interface IKeptDaysProps {
  mine: ClassOfMine;
  model: ClassesModel;
  trans: TranslationBundle;
}

/** For how many days the class keeps what its learners do; nothing leaves that to the site. */
export function KeptDays(props: IKeptDaysProps): React.ReactElement {
  const { mine, model, trans } = props;
  return (
    <section className="jp-codemm-Box" aria-labelledby="kept">
      <h2 id="kept">{trans.__('Privacy')}</h2>
      <ClassForm
        found={mine.school_class}
        fields={[
          {
            name: 'record_days',
            label: trans.__('Days to keep records'),
            help: trans.__(
              'Runs, hints, questions and code of learners at problems of this class are deleted so many days after the last of it. Submissions and grades stay. Empty: as long as this site keeps records.'
            ),
            type: 'number',
            min: 30,
            max: 3650,
            step: 1
          }
        ]}
        model={model}
        save={trans.__('Save the days')}
        trans={trans}
      />
    </section>
  );
}
