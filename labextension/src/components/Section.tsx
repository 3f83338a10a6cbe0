import { refreshIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

interface ISectionProps {
  name: string;
  title: string;
  refreshLabel: string;
  busy: boolean;
  onRefresh: () => void;
  children: React.ReactNode;
}

/** A titled part of the panel that can be fetched anew. */
export function Section(props: ISectionProps): React.ReactElement {
  const { name, title, refreshLabel, busy, onRefresh, children } = props;
  const headingId = `jp-codemm-${name}`;
  return (
    <section
      className={`jp-codemm-Section jp-codemm-Section-${name}`}
      aria-labelledby={headingId}
      aria-busy={busy}
    >
      <div className="jp-codemm-Section-header">
        <h2 id={headingId}>{title}</h2>
        <button
          className="jp-codemm-IconButton"
          type="button"
          title={refreshLabel}
          aria-label={refreshLabel}
          onClick={onRefresh}
        >
          <refreshIcon.react tag="span" aria-hidden="true" />
        </button>
      </div>
      {children}
    </section>
  );
}
