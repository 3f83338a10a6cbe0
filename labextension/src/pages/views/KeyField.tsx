import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { useKeptFocus } from '../../components/keptFocus';
import { dateText } from '../words';
import { Field } from './Field';

interface IKeyFieldProps {
  /** What is typed; null leaves the key that is there, and an empty one removes it. */
  value: string | null;
  /** Since when the service keeps a key for this address; null when it keeps none. */
  keptSince: string | null;
  wrong: string | undefined;
  trans: TranslationBundle;
  onChange: (value: string | null) => void;
}

/** A key that can only be written: the service tells nobody the one that it keeps. */
export function KeyField(props: IKeyFieldProps): React.ReactElement {
  const { value, keptSince, wrong, trans, onChange } = props;
  const [isReplaced, setReplaced] = React.useState(false);
  const isTyped = isReplaced && value !== null;
  // The button that was pressed is gone, either way.
  const place = useKeptFocus<HTMLDivElement>(String(isTyped), 'input, button');
  const change = (replaced: boolean, to: string | null): void => {
    setReplaced(replaced);
    onChange(to);
  };
  if (keptSince === null || isTyped) {
    return (
      <div ref={place}>
        <Field
          label={keptSince === null ? trans.__('Key') : trans.__('The new key')}
          type="password"
          help={
            keptSince === null
              ? trans.__(
                  'It is kept sealed and never shown again. Empty: the endpoint takes none.'
                )
              : trans.__('It takes the place of the one that is kept.')
          }
          required={keptSince !== null}
          value={value ?? ''}
          wrong={wrong}
          maxLength={1000}
          onChange={onChange}
        />
        {keptSince !== null && (
          <Button
            onClick={() => {
              change(false, null);
            }}
          >
            {trans.__('Keep the key that is there')}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div
      ref={place}
      className="jp-codemm-Entry"
      role="group"
      aria-label={trans.__('Key')}
    >
      <p role="status">
        {value === null
          ? trans.__('A key is kept since %1.', dateText(keptSince))
          : trans.__('The key is removed when you save.')}
      </p>
      <div className="jp-codemm-Row">
        <Button
          onClick={() => {
            change(true, '');
          }}
        >
          {trans.__('Replace the key')}
        </Button>
        {value === null ? (
          <Button
            onClick={() => {
              change(false, '');
            }}
          >
            {trans.__('Remove the key')}
          </Button>
        ) : (
          <Button
            onClick={() => {
              change(false, null);
            }}
          >
            {trans.__('Keep the key')}
          </Button>
        )}
      </div>
      {wrong !== undefined && <p className="jp-codemm-Wrong">{wrong}</p>}
    </div>
  );
}
