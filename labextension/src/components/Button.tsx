import * as React from 'react';

interface IButtonProps {
  children: React.ReactNode;
  onClick: () => void;
  /** Looks and reads as disabled, yet keeps the focus. */
  busy?: boolean;
  accent?: boolean;
  describedBy?: string | undefined;
  label?: string;
}

/** A button in the manner of JupyterLab's own. */
export const Button = React.forwardRef<HTMLButtonElement, IButtonProps>(
  function Button(props, ref): React.ReactElement {
    const { children, onClick, busy = false, accent, describedBy } = props;
    const look = accent ? 'jp-mod-accept' : '';
    return (
      <button
        ref={ref}
        className={`jp-codemm-Button jp-Button jp-mod-styled ${look}`}
        type="button"
        aria-disabled={busy}
        aria-describedby={describedBy}
        aria-label={props.label}
        onClick={() => {
          if (!busy) {
            onClick();
          }
        }}
      >
        {children}
      </button>
    );
  }
);
