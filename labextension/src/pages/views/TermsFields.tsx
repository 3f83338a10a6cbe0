import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import {
  type ITermsEntry,
  type TermsField,
  whereOf
} from '../models/termsEntry';
import { ApiError } from '../../refusals';
import { Choice, Field, LongField } from './Field';
import {
  countedOptions,
  evaluationOptions,
  fieldName,
  hintOptions,
  lateOptions,
  modelOptions
} from './termsWords';

interface ITermsFieldsProps {
  entry: ITermsEntry;
  /** Why it was not saved; it names the field. */
  refusal: Error | null;
  trans: TranslationBundle;
  onType: (change: Partial<ITermsEntry>) => void;
}

/** Everything that can be said of a challenge. */
export function TermsFields(props: ITermsFieldsProps): React.ReactElement {
  const { entry, refusal, trans, onType } = props;
  const common = (
    name: TermsField
  ): {
    label: string;
    value: string;
    wrong: string | undefined;
    onChange: (value: string) => void;
  } => ({
    label: fieldName(name, trans),
    value: entry[name],
    wrong:
      refusal instanceof ApiError && refusal.where === whereOf(name)
        ? refusal.message
        : undefined,
    onChange: value => {
      onType({ [name]: value });
    }
  });
  const number = (name: TermsField, help?: string): React.ReactElement => (
    <Field
      {...common(name)}
      type="number"
      min={0}
      step={name === 'points' ? 'any' : 1}
      {...(help === undefined ? {} : { help })}
    />
  );
  const late = entry.late;
  return (
    <>
      <Field {...common('title')} required maxLength={160} />
      {number('points')}
      <Field
        {...common('releaseAt')}
        type="datetime-local"
        help={trans.__('Empty: as soon as it is published.')}
      />
      <Field
        {...common('dueAt')}
        type="datetime-local"
        help={trans.__('In your time zone. Empty: never.')}
      />
      <Choice
        label={fieldName('late', trans)}
        value={late}
        options={lateOptions(trans)}
        onChange={value => {
          onType({ late: value });
        }}
      />
      {late === 'deduct' && number('percentADay')}
      {late === 'deduct' && number('atMostPercent')}
      {number('graceMinutes')}
      {late !== 'refuse' &&
        number('closesAfterHours', trans.__('Empty: it stays open.'))}
      {number('attempts', trans.__('Empty: as many as they like.'))}
      <Choice
        label={fieldName('counted', trans)}
        value={entry.counted}
        options={countedOptions(trans)}
        onChange={value => {
          onType({ counted: value });
        }}
      />
      <Choice
        label={fieldName('evaluation', trans)}
        value={entry.evaluation}
        options={evaluationOptions(trans)}
        onChange={value => {
          onType({ evaluation: value });
        }}
      />
      {entry.evaluation !== 'tests' && (
        <LongField
          {...common('rubric')}
          help={trans.__(
            'A line for each thing that you look at: its points, then its name, such as “10 Names are clear”. Learners see it beforehand.'
          )}
        />
      )}
      <Choice
        label={fieldName('hints', trans)}
        value={entry.hints}
        options={hintOptions(trans)}
        onChange={value => {
          onType({ hints: value });
        }}
      />
      <Choice
        label={fieldName('models', trans)}
        value={entry.models}
        options={modelOptions(trans)}
        onChange={value => {
          onType({ models: value });
        }}
      />
    </>
  );
}
