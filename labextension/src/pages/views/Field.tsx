import * as React from 'react';

interface IFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'number' | 'datetime-local' | 'password';
  help?: string;
  /** What the service says of it. */
  wrong?: string | undefined;
  required?: boolean;
  maxLength?: number;
  min?: number;
  max?: number;
  step?: number | 'any';
}

/** A labelled field of a form. */
export function Field(props: IFieldProps): React.ReactElement {
  const { label, value, onChange, type = 'text', help, wrong, ...more } = props;
  const id = React.useId();
  return (
    <div className="jp-codemm-Entry">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="jp-codemm-Field"
        type={type}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={help || wrong ? `${id}-help` : undefined}
        onChange={event => {
          onChange(event.target.value);
        }}
        {...more}
      />
      {(help ?? wrong) !== undefined && (
        <p
          id={`${id}-help`}
          className={wrong ? 'jp-codemm-Wrong' : 'jp-codemm-Quiet'}
        >
          {wrong ?? help}
        </p>
      )}
    </div>
  );
}

type LongFieldProps = Pick<
  IFieldProps,
  'label' | 'value' | 'onChange' | 'help' | 'wrong' | 'maxLength'
>;

/** A labelled field for several lines. */
export function LongField(props: LongFieldProps): React.ReactElement {
  const { label, value, onChange, help, wrong, maxLength } = props;
  const id = React.useId();
  return (
    <div className="jp-codemm-Entry jp-mod-wide">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="jp-codemm-Field"
        rows={3}
        maxLength={maxLength}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={help || wrong ? `${id}-help` : undefined}
        onChange={event => {
          onChange(event.target.value);
        }}
      />
      {(help ?? wrong) !== undefined && (
        <p
          id={`${id}-help`}
          className={wrong ? 'jp-codemm-Wrong' : 'jp-codemm-Quiet'}
        >
          {wrong ?? help}
        </p>
      )}
    </div>
  );
}

interface IChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
  help?: string;
  /** The label is only heard. */
  isQuiet?: boolean;
}

/** One of a few. */
export function Choice<T extends string>(
  props: IChoiceProps<T>
): React.ReactElement {
  const { label, value, options, onChange, help, isQuiet = false } = props;
  const id = React.useId();
  return (
    <div className="jp-codemm-Entry">
      <label htmlFor={id} className={isQuiet ? 'jp-codemm-Hidden' : undefined}>
        {label}
      </label>
      <select
        id={id}
        className="jp-codemm-Field"
        value={value}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={event => {
          const chosen = options.find(([name]) => name === event.target.value);
          if (chosen) {
            onChange(chosen[0]);
          }
        }}
      >
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
      {help !== undefined && (
        <p id={`${id}-help`} className="jp-codemm-Quiet">
          {help}
        </p>
      )}
    </div>
  );
}
