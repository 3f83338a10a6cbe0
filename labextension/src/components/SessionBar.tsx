import { Time } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { SessionSummary } from '../contracts';
import { Button } from './Button';
import { sessionStateName } from './generationWords';

interface ISessionBarProps {
  sessions: readonly SessionSummary[];
  openId: string | null;
  isBusy: boolean;
  trans: TranslationBundle;
  onBegin: () => void;
  onOpen: (sessionId: string) => void;
}

/** Earlier conversations, and the way to a new one. */
export function SessionBar(props: ISessionBarProps): React.ReactElement {
  const { sessions, openId, isBusy, trans, onBegin, onOpen } = props;
  const history = React.useRef<HTMLDetailsElement>(null);
  const told = sessions.filter(({ message_count }) => message_count > 0);
  const close = (): void => {
    if (history.current) {
      history.current.open = false;
      history.current.querySelector('summary')?.focus();
    }
  };
  return (
    <div className="jp-codemm-SessionBar">
      <details
        ref={history}
        className="jp-codemm-Details"
        hidden={told.length === 0}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            close();
          }
        }}
      >
        <summary>{trans.__('Earlier conversations (%1)', told.length)}</summary>
        <ul
          className="jp-codemm-List"
          aria-label={trans.__('Earlier conversations')}
        >
          {told.map(session => (
            <li key={session.id}>
              <button
                className="jp-codemm-Session"
                type="button"
                aria-current={session.id === openId}
                onClick={() => {
                  onOpen(session.id);
                  close();
                }}
              >
                <span className="jp-codemm-Session-preview">
                  {session.preview}
                </span>
                <span className="jp-codemm-Activity-facts">
                  <span>{sessionStateName(session.state, trans)}</span>
                  <time dateTime={session.updated_at}>
                    {Time.formatHuman(session.updated_at)}
                  </time>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </details>
      <Button busy={isBusy} onClick={onBegin}>
        {trans.__('New')}
      </Button>
    </div>
  );
}
