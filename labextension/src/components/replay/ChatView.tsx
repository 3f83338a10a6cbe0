import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ChatLine, ReplayStep } from '../../contracts';
import { InlineCode } from '../answer/InlineCode';
import { lineName, timeText } from './replayWords';

interface IChatViewProps {
  step: ReplayStep;
  trans: TranslationBundle;
  /** Go to the moment of a record. */
  onGo: (recordId: number) => void;
}

/** What was asked, answered and hinted up to a moment. All of it is shown as text. */
export function ChatView(props: IChatViewProps): React.ReactElement {
  const { step, trans } = props;
  const { chat, chat_lines: count } = step;
  const id = React.useId();
  const list = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    list.current?.scrollTo(0, list.current.scrollHeight);
  }, [count, step.problem_id]);
  return (
    <section className="jp-codemm-Replay-chat" aria-labelledby={id}>
      <h3 id={id}>{trans.__('Conversation')}</h3>
      {count === 0 ? (
        <p className="jp-codemm-Quiet">{trans.__('Nothing was said yet.')}</p>
      ) : (
        <div
          ref={list}
          className="jp-codemm-Replay-scroll"
          role="group"
          aria-labelledby={id}
          tabIndex={0}
        >
          {count > chat.length && (
            <p className="jp-codemm-Quiet">
              {trans.__('The last %1 of %2 lines', chat.length, count)}
            </p>
          )}
          <ol className="jp-codemm-List">
            {chat.map(line => (
              <Line key={line.record_id} {...props} line={line} />
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

function Line(props: IChatViewProps & { line: ChatLine }): React.ReactElement {
  const { line, trans, onGo } = props;
  const name = lineName(line, trans);
  const notes = [
    ...(line.sources.length > 0
      ? [
          trans.__(
            'Sources: %1',
            line.sources.map(({ title }) => title).join(', ')
          )
        ]
      : []),
    ...(line.model ? [line.model] : []),
    ...(line.rating === null ? [] : [trans.__('Rated %1 of 5', line.rating)])
  ];
  return (
    <li className={`jp-codemm-Replay-said jp-mod-${line.role}`}>
      <p className="jp-codemm-Replay-who">
        <strong>{name}</strong>{' '}
        <button
          className="jp-codemm-LinkButton"
          type="button"
          aria-label={trans.__(
            'Go to %1, %2',
            name.toLowerCase(),
            timeText(line.at)
          )}
          onClick={() => {
            onGo(line.record_id);
          }}
        >
          {timeText(line.at)}
        </button>
      </p>
      <p className="jp-codemm-Replay-words" dir="auto">
        {line.role === 'tutor' ? <InlineCode text={line.text} /> : line.text}
      </p>
      {notes.length > 0 && (
        <p className="jp-codemm-Quiet">{notes.join(' · ')}</p>
      )}
    </li>
  );
}
