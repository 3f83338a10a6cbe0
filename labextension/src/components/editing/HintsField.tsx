import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../Button';
import { TextField } from './TextField';

const MOST_HINTS = 12;

interface IHintsFieldProps {
  hints: readonly string[];
  error: string | null;
  trans: TranslationBundle;
  onChange: (hints: readonly string[]) => void;
}

/** The hints in the order in which they are given; an empty one is taken out. */
export function HintsField(props: IHintsFieldProps): React.ReactElement {
  const { hints, error, trans, onChange } = props;
  return (
    <fieldset className="jp-codemm-SpecForm-field">
      <legend>{trans.__('Hints, from the vaguest to the clearest')}</legend>
      {hints.map((hint, index) => (
        <TextField
          key={index}
          label={trans.__('Hint %1', index + 1)}
          value={hint}
          rows={2}
          onChange={text => {
            onChange(hints.map((each, at) => (at === index ? text : each)));
          }}
        />
      ))}
      {error && (
        <p className="jp-codemm-Wrong" role="alert">
          {error}
        </p>
      )}
      {hints.length < MOST_HINTS && (
        <div className="jp-codemm-Buttons">
          <Button
            onClick={() => {
              onChange([...hints, '']);
            }}
          >
            {trans.__('Add a hint')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
