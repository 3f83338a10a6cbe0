import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { AuthoringSession } from '../contracts';

interface IConversationProps {
  session: AuthoringSession;
  /** A message on its way. */
  unsent: string;
  isSending: boolean;
  trans: TranslationBundle;
}

/** What was said so far. Texts are shown as text, whatever they hold. */
export function Conversation(props: IConversationProps): React.ReactElement {
  const { session, unsent, isSending, trans } = props;
  const log = React.useRef<HTMLDivElement>(null);
  const count = session.messages.length + Number(isSending);
  React.useEffect(() => {
    // The log alone: scrolling the panel would move the page under its reader.
    log.current?.scrollTo(0, log.current.scrollHeight);
  }, [session.id, session.state, count]);
  return (
    <div
      ref={log}
      className="jp-codemm-Conversation"
      role="log"
      aria-label={trans.__('Conversation')}
      tabIndex={0}
    >
      <ol className="jp-codemm-Messages">
        {session.messages.length === 0 && (
          <Said who="assistant" text={session.question} trans={trans} />
        )}
        {session.messages.map(({ role, text }, index) => (
          <Said key={index} who={role} text={text} trans={trans} />
        ))}
        {isSending && <Said who="user" text={unsent} trans={trans} />}
      </ol>
      {isSending && <p className="jp-codemm-Quiet">{trans.__('Thinking…')}</p>}
    </div>
  );
}

interface ISaidProps {
  who: 'user' | 'assistant';
  text: string;
  trans: TranslationBundle;
}

function Said({ who, text, trans }: ISaidProps): React.ReactElement {
  return (
    <li className={`jp-codemm-Message jp-mod-${who}`}>
      <span className="jp-codemm-Hidden">
        {who === 'user' ? trans.__('You said:') : trans.__('Codemm said:')}
      </span>
      <span className="jp-codemm-Message-text">{text}</span>
    </li>
  );
}
