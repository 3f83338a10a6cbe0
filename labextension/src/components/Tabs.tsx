import * as React from 'react';

interface ITab<T extends string> {
  readonly name: T;
  readonly label: string;
}

interface ITabsProps<T extends string> {
  label: string;
  tabs: readonly ITab<T>[];
  chosen: T;
  onChoose: (name: T) => void;
}

/** A row of tabs: arrows, Home and End go from one to the next, as ARIA says. */
export function Tabs<T extends string>(
  props: ITabsProps<T>
): React.ReactElement {
  const { label, tabs, chosen, onChoose } = props;
  const row = React.useRef<HTMLDivElement>(null);
  const last = React.useRef(chosen);
  React.useEffect(() => {
    // What led to another part is gone with its own: the focus goes to where that begins.
    if (last.current !== chosen && document.activeElement === document.body) {
      row.current?.querySelector<HTMLElement>(`#${tabId(chosen)}`)?.focus();
    }
    last.current = chosen;
  }, [chosen]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const at = tabs.findIndex(({ name }) => name === chosen);
    const next = tabs[placeAfter(event.key, at, tabs.length)];
    if (next && next.name !== chosen) {
      event.preventDefault();
      onChoose(next.name);
      row.current?.querySelector<HTMLElement>(`#${tabId(next.name)}`)?.focus();
    }
  };
  return (
    <div
      ref={row}
      className="jp-codemm-Tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      {tabs.map(({ name, label: text }) => (
        <button
          key={name}
          id={tabId(name)}
          className="jp-codemm-Tab"
          type="button"
          role="tab"
          aria-selected={name === chosen}
          aria-controls={tabPanelId(name)}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => {
            onChoose(name);
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

interface ITabPanelProps {
  name: string;
  children: React.ReactNode;
}

/** What a tab shows. */
export function TabPanel(props: ITabPanelProps): React.ReactElement {
  const { name, children } = props;
  return (
    <div
      id={tabPanelId(name)}
      className={`jp-codemm-TabPanel jp-codemm-TabPanel-${name}`}
      role="tabpanel"
      aria-labelledby={tabId(name)}
    >
      {children}
    </div>
  );
}

function tabId(name: string): string {
  return `jp-codemm-tab-${name}`;
}

function tabPanelId(name: string): string {
  return `jp-codemm-tabpanel-${name}`;
}

function placeAfter(key: string, at: number, length: number): number {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % length;
    case 'ArrowLeft':
      return (at + length - 1) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return at;
  }
}
