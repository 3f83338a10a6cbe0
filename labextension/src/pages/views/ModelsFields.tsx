import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ClassModels } from '../../contracts';
import { ApiError } from '../../refusals';
import {
  type IModelsEntry,
  type ModelsField,
  modelsWhere
} from '../models/modelsEntry';
import { Choice, Field } from './Field';
import { KeyField } from './KeyField';

export interface IModelsFieldsProps {
  entry: IModelsEntry;
  decided: ClassModels;
  /** Why it was not saved; it names the field. */
  refusal: Error | null;
  trans: TranslationBundle;
  onType: (change: Partial<IModelsEntry>) => void;
}

/** Everything that can be decided of a class's models. */
export function ModelsFields(props: IModelsFieldsProps): React.ReactElement {
  const { entry, decided, refusal, trans, onType } = props;
  const wrong = (name: ModelsField): string | undefined =>
    refusal instanceof ApiError &&
    `${refusal.where}.`.startsWith(`${modelsWhere(name)}.`)
      ? refusal.message
      : undefined;
  const cap = (
    name: 'studentTokens' | 'studentCost' | 'wholeTokens' | 'wholeCost',
    label: string
  ): React.ReactElement => (
    <Field
      label={label}
      type="number"
      min={0}
      step={name.endsWith('Cost') ? 'any' : 1}
      value={entry[name]}
      wrong={wrong(name)}
      help={trans.__('Empty: no cap.')}
      onChange={value => {
        onType({ [name]: value });
      }}
    />
  );
  const isOwn = entry.address !== '';
  return (
    <>
      <Choice<ClassModels['policy']>
        label={trans.__('What models may do in this class')}
        value={entry.policy}
        options={[
          ['all', trans.__('Word hints and answers')],
          ['hints', trans.__('Word hints only')],
          ['off', trans.__('Nothing: models are off')]
        ]}
        onChange={policy => {
          onType({ policy });
        }}
      />
      {(decided.addresses.length > 0 || isOwn) && (
        <Choice
          label={trans.__('Who is asked, and pays')}
          value={entry.address}
          options={[
            ['', trans.__('The models of this installation')],
            ...addressesOf(decided, entry).map(
              address =>
                [address, trans.__('Our own key at %1', address)] as const
            )
          ]}
          onChange={address => {
            onType({ address, key: null });
          }}
        />
      )}
      {isOwn ? (
        <>
          <Field
            label={trans.__('Models to ask there')}
            help={trans.__(
              'By their names, with commas. The first one answers.'
            )}
            value={entry.ownModels}
            wrong={wrong('ownModels')}
            required
            maxLength={2000}
            onChange={ownModels => {
              onType({ ownModels });
            }}
          />
          <KeyField
            value={entry.key}
            keptSince={
              decided.has_key && decided.terms.base_url === entry.address
                ? decided.terms.key_set_at
                : null
            }
            wrong={wrong('key')}
            trans={trans}
            onChange={key => {
              onType({ key });
            }}
          />
        </>
      ) : (
        <Offered {...props} wrong={wrong('models')} />
      )}
      {cap('studentTokens', trans.__('Tokens a week for each learner'))}
      {cap('studentCost', trans.__('Cost a week for each learner'))}
      {cap('wholeTokens', trans.__('Tokens a week for the whole class'))}
      {cap('wholeCost', trans.__('Cost a week for the whole class'))}
    </>
  );
}

/** Those that the service takes, and the one that is chosen even if it takes it no more. */
function addressesOf(
  { addresses }: ClassModels,
  { address }: IModelsEntry
): readonly string[] {
  return address === '' || addresses.includes(address)
    ? addresses
    : [...addresses, address];
}

type OfferedProps = IModelsFieldsProps & { wrong: string | undefined };

/** The models of the installation, to be ticked; one stays ticked, since `off` has its own field. */
function Offered(props: OfferedProps): React.ReactElement | null {
  const { entry, decided, wrong, trans, onType } = props;
  const help = React.useId();
  const { models } = entry;
  const gone = models.filter(name => !decided.offered.includes(name));
  const all = [...decided.offered, ...gone];
  if (all.length === 0) {
    return (
      <p className="jp-codemm-Quiet jp-mod-wide">
        {trans.__('This installation offers no models.')}
      </p>
    );
  }
  return (
    <fieldset className="jp-codemm-Ticks jp-mod-wide" aria-describedby={help}>
      <legend>{trans.__('Models that may answer')}</legend>
      {all.map(name => (
        <label key={name}>
          <input
            type="checkbox"
            checked={models.includes(name)}
            aria-disabled={models.length === 1 && models[0] === name}
            onChange={({ target }) => {
              const others = models.filter(each => each !== name);
              if (target.checked) {
                onType({ models: [...others, name] });
              } else if (others.length > 0) {
                onType({ models: others });
              }
            }}
          />{' '}
          {gone.includes(name)
            ? trans.__('%1 (not offered any more)', name)
            : name}
        </label>
      ))}
      <p
        id={help}
        className={wrong === undefined ? 'jp-codemm-Quiet' : 'jp-codemm-Wrong'}
      >
        {wrong ??
          trans.__(
            'Answers first: %1. One of them stays; to have none, switch models off above.',
            models[0] ?? ''
          )}
      </p>
    </fieldset>
  );
}
