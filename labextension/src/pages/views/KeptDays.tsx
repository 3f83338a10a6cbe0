import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ClassOfMine } from '../../contracts';
import type { ClassesModel } from '../models/classes';
import { ClassForm, type IQuestion } from './ClassForm';

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
        question={({ record_days: days }) =>
          fewerQuestion(days, mine.school_class.record_days, trans)
        }
        trans={trans}
      />
    </section>
  );
}

/** Fewer days delete what is older, and those of the site may be fewer: no other change does. */
function fewerQuestion(
  days: number | null | undefined,
  before: number | null,
  trans: TranslationBundle
): IQuestion | null {
  if (days === 0 && before !== null) {
    return {
      title: trans.__('Keep records as long as this site does?'),
      text: trans.__(
        'That may be shorter than the %1 days of now. Then the service deletes for good what is older. Submissions and grades stay.',
        before
      ),
      yes: trans.__('As the site does'),
      no: trans.__('Leave it as it is')
    };
  }
  if (!days || days >= (before ?? Infinity)) {
    return null;
  }
  return {
    title: trans.__('Keep records for %1 days only?', days),
    text: trans.__(
      'Once a day the service deletes for good what is older: records of learners at problems of this class to which nothing was added for %1 days. Submissions and grades stay.',
      days
    ),
    yes: trans.__('Delete what is older'),
    no: trans.__('Leave it as it is')
  };
}
