import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { LoadState } from '../../components/LoadState';
import { languageName } from '../../components/words';
import type { ActivitySummary } from '../../contracts';
import { type ChallengesModel, GIVING } from '../models/challenges';
import { Loaded } from '../models/loaded';
import { termsEntry, termsOf, USUAL_TERMS } from '../models/termsEntry';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { Choice, Field } from './Field';
import { Wrong } from './Said';

interface IGiveFormProps {
  model: ChallengesModel;
  service: IService;
  trans: TranslationBundle;
}

/** Gives an activity of one's own to the class. It begins as a draft. */
export function GiveForm(props: IGiveFormProps): React.ReactElement {
  const { service, trans } = props;
  const mine = useModel(
    () =>
      new Loaded(async signal => (await service.activities(signal)).activities),
    'activities'
  );
  return (
    <section className="jp-codemm-Box" aria-labelledby="give">
      <h2 id="give">{trans.__('Give an activity')}</h2>
      <LoadState
        of={mine.shown}
        trans={trans}
        onRetry={() => void mine.refresh()}
      >
        {activities => {
          const [first] = activities;
          return first ? (
            <Fields {...props} activities={activities} first={first.id} />
          ) : (
            <p className="jp-codemm-Quiet">
              {trans.__(
                'You have no activity yet. Make one by chat in the Codemm panel of JupyterLab.'
              )}
            </p>
          );
        }}
      </LoadState>
    </section>
  );
}

interface IFieldsProps extends IGiveFormProps {
  activities: readonly ActivitySummary[];
  first: string;
}

function Fields(props: IFieldsProps): React.ReactElement {
  const { activities, first, model, trans } = props;
  const [chosen, setChosen] = React.useState(first);
  const [title, setTitle] = React.useState('');
  const [points, setPoints] = React.useState('100');
  const [dueAt, setDueAt] = React.useState('');
  const errand = model.errands.get(GIVING);
  const onSubmit = (event: React.FormEvent): void => {
    event.preventDefault();
    const entry = { ...termsEntry(title, USUAL_TERMS), points, dueAt };
    void model
      .give(chosen, title, termsOf(entry, USUAL_TERMS))
      .then(isGiven => {
        if (isGiven) {
          setTitle('');
        }
      });
  };
  return (
    <form className="jp-codemm-Form" onSubmit={onSubmit}>
      <Choice
        label={trans.__('Activity')}
        value={chosen}
        options={activities.map(each => [
          each.id,
          `${each.title} (${languageName(each.language)})`
        ])}
        onChange={setChosen}
      />
      <Field
        label={trans.__('Title')}
        help={trans.__('Empty: as the activity is called.')}
        value={title}
        maxLength={160}
        onChange={setTitle}
      />
      <Field
        label={trans.__('Points')}
        type="number"
        min={0}
        step="any"
        value={points}
        onChange={setPoints}
      />
      <Field
        label={trans.__('Due')}
        type="datetime-local"
        value={dueAt}
        onChange={setDueAt}
      />
      <button
        className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
        type="submit"
        aria-disabled={errand === 'giving'}
      >
        {trans.__('Give as a draft')}
      </button>
      <Wrong of={errand} trans={trans} />
    </form>
  );
}
