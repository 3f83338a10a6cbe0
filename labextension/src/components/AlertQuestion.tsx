import * as React from 'react';

interface IAlertQuestionProps {
  title: string;
  text: string;
  className?: string;
  /** The answers, the one that has the focus at first with `focused` as its `ref`. */
  children: (focused: React.RefObject<HTMLButtonElement>) => React.ReactNode;
  onCancel: () => void;
}

/** Says what something does before it is done. Escape leaves it as it was. */
export function AlertQuestion(props: IAlertQuestionProps): React.ReactElement {
  const { title, text, className, children, onCancel } = props;
  const id = React.useId();
  const focused = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => {
    focused.current?.focus();
  }, []);
  return (
    <div
      className={['jp-codemm-Question', className].filter(Boolean).join(' ')}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <p id={`${id}-title`} className="jp-codemm-Activity-title">
        {title}
      </p>
      <p id={`${id}-text`}>{text}</p>
      <div className="jp-codemm-Buttons">{children(focused)}</div>
    </div>
  );
}
