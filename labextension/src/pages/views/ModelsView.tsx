import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { sentTexts } from '../../components/classroom/privacyWords';
import { LoadState } from '../../components/LoadState';
import type { ClassModels } from '../../contracts';
import { ClassModelsModel } from '../models/classModels';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { moneyText } from '../words';
import { ModelsFields } from './ModelsFields';
import { Wrong } from './Said';

interface IModelsViewProps {
  classId: string;
  service: IService;
  trans: TranslationBundle;
}

/** What a class may ask of language models: which, for what, for how much, and with which key. */
export function ModelsView(props: IModelsViewProps): React.ReactElement {
  const { classId, service, trans } = props;
  const model = useModel(() => new ClassModelsModel(service, classId), classId);
  return (
    <section className="jp-codemm-Box" aria-labelledby="models">
      <h2 id="models">{trans.__('Models')}</h2>
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {decided => (
          <>
            <Standing decided={decided} trans={trans} />
            <Form model={model} decided={decided} trans={trans} />
          </>
        )}
      </LoadState>
    </section>
  );
}

interface IStandingProps {
  decided: ClassModels;
  trans: TranslationBundle;
}

/** Which model answers now, and what was spent this week against the caps. */
function Standing({ decided, trans }: IStandingProps): React.ReactElement {
  const { model, spent, terms, week } = decided;
  const { tokens, cost_micros: cost } = terms.whole;
  return (
    <>
      <p>
        {model === null
          ? trans.__('No model answers in this class now.')
          : trans.__('%1 answers in this class now.', model)}
      </p>
      <p>
        {trans.__('Learners are told:')}{' '}
        <q>{sentTexts(decided.sent, trans).join(' ')}</q>
      </p>
      <p>
        {trans.__('Spent by the class since Monday, %1:', week)}{' '}
        {tokens === null
          ? trans.__('%1 tokens', spent.tokens.toLocaleString())
          : trans.__(
              '%1 of %2 tokens',
              spent.tokens.toLocaleString(),
              tokens.toLocaleString()
            )}
        {', '}
        {cost === null
          ? trans.__('cost %1', moneyText(spent.cost_micros, trans))
          : trans.__(
              'cost %1 of %2',
              moneyText(spent.cost_micros, trans),
              moneyText(cost, trans)
            )}
        {'.'}
      </p>
    </>
  );
}

interface IFormProps extends IStandingProps {
  model: ClassModelsModel;
}

function Form({ model, decided, trans }: IFormProps): React.ReactElement {
  const { entry } = model;
  const errand = model.errands.get('');
  return (
    <form
      className="jp-codemm-Form"
      aria-labelledby="models"
      onSubmit={event => {
        event.preventDefault();
        void model.save();
      }}
    >
      {model.isOvertaken && (
        <p
          className="jp-codemm-Failure jp-codemm-Conflict jp-mod-wide"
          role="alert"
        >
          {trans.__(
            'Somebody else changed the models of this class while you typed. Nothing of theirs was overwritten. What you typed is still there, and the other fields are theirs: save again, or forget what you typed.'
          )}
        </p>
      )}
      {entry && (
        <ModelsFields
          entry={entry}
          decided={decided}
          refusal={errand instanceof Error ? errand : null}
          trans={trans}
          onType={change => {
            model.type(change);
          }}
        />
      )}
      <div className="jp-codemm-Row">
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
          type="submit"
          aria-disabled={errand === 'saving'}
        >
          {trans.__('Save the models')}
        </button>
        {model.typed.size > 0 && (
          <Button
            onClick={() => {
              model.drop();
            }}
          >
            {trans.__('Forget what I typed')}
          </Button>
        )}
        <span role="status">{model.isSaved ? trans.__('Saved.') : ''}</span>
      </div>
      <Wrong of={errand} trans={trans} />
    </form>
  );
}
