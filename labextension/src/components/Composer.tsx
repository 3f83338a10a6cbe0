import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from './Button';

interface IComposerProps {
  quickReplies: readonly string[];
  /** A text that could not be sent and is offered again. */
  unsent: string;
  /** What was typed before. */
  typed?: string;
  isBusy: boolean;
  trans: TranslationBundle;
  onSend: (text: string) => void;
  onType?: (text: string) => void;
}

/** Where the user answers: by a quick reply, or in words. Enter sends, Shift+Enter breaks a line. */
export function Composer(props: IComposerProps): React.ReactElement {
  const { quickReplies, unsent, isBusy, trans, onSend, onType } = props;
  const [text, setText] = React.useState(props.typed ?? '');
  // Who types on while an answer is on its way pressed Enter once, and need not do so again.
  const [isWaiting, setWaiting] = React.useState(false);
  const field = React.useRef<HTMLTextAreaElement>(null);
  React.useEffect(() => {
    if (unsent && !isBusy) {
      setText(now => now || unsent);
    }
  }, [unsent, isBusy]);
  React.useEffect(() => {
    onType?.(text);
  });
  const send = (said: string): void => {
    if (said.trim() === '') {
      return;
    }
    if (isBusy) {
      setWaiting(now => now || said === text);
      return;
    }
    setWaiting(false);
    onSend(said);
    if (said === text) {
      setText('');
    }
    // A quick reply vanishes with its question; the focus must not vanish with it.
    field.current?.focus();
  };
  React.useEffect(() => {
    if (isWaiting && !isBusy) {
      send(text);
    }
  });
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const isComposing = event.nativeEvent.isComposing;
    if (event.key === 'Enter' && !event.shiftKey && !isComposing) {
      event.preventDefault();
      send(text);
    }
  };
  return (
    <div className="jp-codemm-Composer">
      {quickReplies.length > 0 && (
        <div
          className="jp-codemm-QuickReplies"
          role="group"
          aria-label={trans.__('Quick replies')}
        >
          {quickReplies.map(reply => (
            <button
              key={reply}
              className="jp-codemm-QuickReply"
              type="button"
              aria-disabled={isBusy}
              onClick={() => {
                send(reply);
              }}
            >
              {reply}
            </button>
          ))}
        </div>
      )}
      <div className="jp-codemm-Composer-line">
        <textarea
          ref={field}
          className="jp-codemm-Field jp-codemm-Composer-text"
          aria-label={trans.__('Message')}
          placeholder={trans.__('Answer, or say what to change')}
          rows={2}
          maxLength={10000}
          value={text}
          onChange={event => {
            setText(event.target.value);
            setWaiting(false);
          }}
          onKeyDown={onKeyDown}
        />
        <Button
          busy={isBusy || text.trim() === ''}
          onClick={() => {
            send(text);
          }}
        >
          {trans.__('Send')}
        </Button>
      </div>
    </div>
  );
}
