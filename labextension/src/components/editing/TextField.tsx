import * as React from 'react';

interface ITextFieldProps {
  label: string;
  value: string;
  /** How many lines are shown; one line only where there is no such number. */
  rows?: number;
  isCode?: boolean;
  hint?: string;
  /** Why the server refused what is in it. */
  error?: string | null;
  disabled?: boolean;
  maxLength?: number;
  onChange: (value: string) => void;
}

/** A field of a form with its label, and beneath it what is to know or was refused. */
export function TextField(props: ITextFieldProps): React.ReactElement {
  const { label, value, rows, isCode = false, hint, error, onChange } = props;
  const id = React.useId();
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  const common = {
    id,
    className: `jp-codemm-Field ${isCode ? 'jp-codemm-Field-code' : ''}`,
    value,
    maxLength: props.maxLength,
    spellCheck: !isCode,
    'aria-invalid': Boolean(error),
    'aria-describedby': told.length > 0 ? told.join(' ') : undefined
  };
  return (
    <div className="jp-codemm-SpecForm-field">
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <input
          {...common}
          type="text"
          onChange={event => {
            onChange(event.target.value);
          }}
        />
      ) : (
        <textarea
          {...common}
          rows={rows}
          onChange={event => {
            onChange(event.target.value);
          }}
        />
      )}
      {hint && (
        <span id={`${id}-hint`} className="jp-codemm-Quiet">
          {hint}
        </span>
      )}
      {error && (
        <p id={`${id}-error`} className="jp-codemm-Wrong" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
