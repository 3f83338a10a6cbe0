import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IProblemEntry } from '../../models/problemEntry';
import type { ITyped } from '../../models/typed';
import { Button } from '../Button';
import { DIFFICULTIES, difficultyName } from '../specWords';
import { HINT_POLICIES, hintPolicyName, problemFieldName } from './editWords';
import { HintsField } from './HintsField';
import { TextField } from './TextField';

/** A refusal of what was typed: the path of the field, and why. */
export interface IFieldError {
  readonly where: string;
  readonly message: string;
}

interface IHandFormProps {
  typed: ITyped;
  error: IFieldError | null;
  isBusy: boolean;
  trans: TranslationBundle;
  onChange: (changes: Partial<ITyped>) => void;
  onAsk: () => void;
  onReset: () => void;
}

/** The fields of a problem, to be changed by hand. */
export function HandForm(props: IHandFormProps): React.ReactElement {
  const { typed, error, isBusy, trans, onChange } = props;
  const { entry } = typed;
  const change = (changes: Partial<IProblemEntry>): void => {
    onChange({ entry: { ...entry, ...changes } });
  };
  const text = (
    field: 'title' | 'statement' | 'starter' | 'topics',
    more: { rows?: number; isCode?: boolean; hint?: string } = {}
  ) => (
    <TextField
      label={problemFieldName(field, trans)}
      value={entry[field]}
      error={errorAt(error, field)}
      onChange={value => {
        change({ [field]: value });
      }}
      {...more}
    />
  );
  return (
    <form
      className="jp-codemm-SpecForm"
      aria-label={trans.__('Change it by hand')}
      onSubmit={event => {
        event.preventDefault();
        if (!isBusy) {
          props.onAsk();
        }
      }}
    >
      {text('title')}
      {text('statement', { rows: 8, hint: trans.__('In Markdown') })}
      {text('starter', { rows: 6, isCode: true })}
      <HintsField
        hints={entry.hints}
        error={errorAt(error, 'hints')}
        trans={trans}
        onChange={hints => {
          change({ hints });
        }}
      />
      <Choice
        label={problemFieldName('hint_policy', trans)}
        value={entry.hintPolicy}
        all={HINT_POLICIES}
        nameOf={policy => hintPolicyName(policy, trans)}
        onChange={hintPolicy => {
          change({ hintPolicy });
        }}
      />
      <Choice
        label={problemFieldName('difficulty', trans)}
        value={entry.difficulty}
        all={DIFFICULTIES}
        nameOf={name => difficultyName(name, trans)}
        onChange={difficulty => {
          change({ difficulty });
        }}
      />
      {text('topics', { hint: trans.__('Separated by commas') })}
      <Behaviour {...props} change={change} />
      {error && isElsewhere(error) && (
        <p className="jp-codemm-Wrong" role="alert">
          {error.message}
        </p>
      )}
      <div className="jp-codemm-Buttons">
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
          type="submit"
          aria-disabled={isBusy}
        >
          {trans.__('Prove and show the difference')}
        </button>
        <Button onClick={props.onReset}>
          {trans.__('Forget what I typed')}
        </Button>
      </div>
    </form>
  );
}

interface IChoiceProps<T extends string> {
  label: string;
  value: T;
  all: readonly T[];
  nameOf: (one: T) => string;
  onChange: (one: T) => void;
}

/** One of a few values. */
function Choice<T extends string>(props: IChoiceProps<T>): React.ReactElement {
  return (
    <label className="jp-codemm-SpecForm-field">
      <span>{props.label}</span>
      <select
        className="jp-codemm-Field"
        value={props.value}
        onChange={event => {
          props.onChange(event.target.value as T);
        }}
      >
        {props.all.map(one => (
          <option key={one} value={one}>
            {props.nameOf(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What decides how answers are judged, and so takes a reference solution. */
function Behaviour(
  props: IHandFormProps & { change: (changes: Partial<IProblemEntry>) => void }
) {
  const { typed, error, trans, onChange, change } = props;
  const testsError = errorAt(error, 'tests');
  const referenceError = errorAt(error, 'reference');
  const isWanted = testsError !== null || referenceError !== null;
  const details = React.useRef<HTMLDetailsElement>(null);
  React.useEffect(() => {
    if (isWanted && details.current) {
      details.current.open = true;
    }
  }, [isWanted]);
  return (
    <details ref={details} className="jp-codemm-Details">
      <summary>{trans.__('Tests and reference solution')}</summary>
      <div className="jp-codemm-SpecForm">
        <p className="jp-codemm-Quiet">
          {trans.__(
            'A change of difficulty, topics or tests is proven by a solution. That of the built-in author is made again; for any other problem give yours. It is used for the proof and stored nowhere.'
          )}
        </p>
        <TextField
          label={trans.__('Tests, as JSON')}
          value={typed.entry.tests}
          rows={8}
          isCode
          error={testsError}
          onChange={tests => {
            change({ tests });
          }}
        />
        <TextField
          label={trans.__('Your reference solution')}
          value={typed.reference}
          rows={6}
          isCode
          error={referenceError}
          onChange={reference => {
            onChange({ reference });
          }}
        />
      </div>
    </details>
  );
}

const FIELDS = ['title', 'statement', 'starter', 'topics', 'hints', 'tests'];

function isElsewhere(error: IFieldError): boolean {
  return [...FIELDS, 'reference'].every(
    field => errorAt(error, field) === null
  );
}

function errorAt(error: IFieldError | null, field: string): string | null {
  const path = field === 'reference' ? field : `changes.${field}`;
  return error && (error.where === path || error.where.startsWith(`${path}.`))
    ? error.message
    : null;
}
