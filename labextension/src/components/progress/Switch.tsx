import * as React from 'react';

interface ISwitchProps {
  label: string;
  description: string;
  isOn: boolean;
  isBusy: boolean;
  onChange: (isOn: boolean) => void;
}

/** Something that is on or off, and what that means. */
export function Switch(props: ISwitchProps): React.ReactElement {
  const { label, description, isOn, isBusy, onChange } = props;
  const id = React.useId();
  return (
    <div className="jp-codemm-Switch">
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-disabled={isBusy}
          aria-describedby={id}
          onChange={() => {
            if (!isBusy) {
              onChange(!isOn);
            }
          }}
        />
        <span>{label}</span>
      </label>
      <p id={id} className="jp-codemm-Quiet">
        {description}
      </p>
    </div>
  );
}
