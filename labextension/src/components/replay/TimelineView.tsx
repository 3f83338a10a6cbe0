import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { TimelineRow } from '../../contracts';
import { rowsInView } from '../../models/window';
import { verdictLook, verdictSign } from '../answer/verdictWords';
import { kindName, kindSign, momentText, timeText } from './replayWords';

interface ITimelineViewProps {
  rows: readonly TimelineRow[];
  /** The row that is chosen. */
  place: number;
  trans: TranslationBundle;
  onGo: (place: number) => void;
}

/** As in replay.css. */
const ROW_PX = 46;
const UNSEEN = { top: 0, height: 600 };

/** Everything that happened. Of a long journey only what is in view is drawn. */
export function TimelineView(props: ITimelineViewProps): React.ReactElement {
  const { rows, place, trans, onGo } = props;
  const id = React.useId();
  const list = React.useRef<HTMLDivElement>(null);
  const [view, setView] = React.useState(UNSEEN);
  const measure = React.useCallback(() => {
    const { current } = list;
    if (current) {
      setView({ top: current.scrollTop, height: current.clientHeight });
    }
  }, []);
  const chosen = React.useRef(place);
  React.useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (list.current) {
        bringIntoView(list.current, chosen.current);
      }
      measure();
    });
    if (list.current) {
      observer.observe(list.current);
    }
    return () => {
      observer.disconnect();
    };
  }, [measure]);
  React.useEffect(() => {
    chosen.current = place;
    if (list.current) {
      bringIntoView(list.current, place);
    }
  }, [place, rows]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(view.height / ROW_PX) - 1);
    const next = placeAfter(event.key, place, page);
    if (next !== null) {
      event.preventDefault();
      onGo(next);
    }
  };
  const size = { count: rows.length, rowHeight: ROW_PX };
  return (
    <div
      ref={list}
      className="jp-codemm-Timeline"
      role="listbox"
      tabIndex={0}
      aria-label={trans.__('Timeline')}
      aria-activedescendant={`${id}-${place}`}
      onScroll={measure}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: rows.length * ROW_PX }}>
        {rowsInView(size, view, place).map(at => {
          const row = rows[at];
          return (
            row && (
              <Row
                key={at}
                id={`${id}-${at}`}
                row={row}
                at={at}
                count={rows.length}
                isChosen={at === place}
                isNewDay={!isSameDay(rows[at - 1], row)}
                trans={trans}
                onGo={onGo}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface IRowProps {
  id: string;
  row: TimelineRow;
  at: number;
  count: number;
  isChosen: boolean;
  isNewDay: boolean;
  trans: TranslationBundle;
  onGo: (place: number) => void;
}

function Row(props: IRowProps): React.ReactElement {
  const { id, row, at, count, isChosen, isNewDay, trans, onGo } = props;
  const look = row.verdict ? `jp-mod-${verdictLook(row.verdict)}` : '';
  return (
    <div
      id={id}
      className={`jp-codemm-Timeline-row jp-mod-${row.kind} ${look}`}
      role="option"
      aria-selected={isChosen}
      aria-posinset={at + 1}
      aria-setsize={count}
      style={{ top: at * ROW_PX }}
      title={`${momentText(row.at)}\n${row.sentence}`}
      onClick={() => {
        onGo(at);
      }}
    >
      <span className="jp-codemm-Timeline-sign" aria-hidden="true">
        {row.verdict ? verdictSign(row.verdict) : kindSign(row.kind)}
      </span>
      <span className="jp-codemm-Timeline-head">
        <strong>{kindName(row.kind, trans)}</strong>{' '}
        <time dateTime={row.at}>
          {isNewDay ? momentText(row.at) : timeText(row.at)}
        </time>
      </span>
      <span className="jp-codemm-Timeline-text">{row.sentence}</span>
    </div>
  );
}

function isSameDay(before: TimelineRow | undefined, row: TimelineRow): boolean {
  return (
    before !== undefined &&
    new Date(before.at).toDateString() === new Date(row.at).toDateString()
  );
}

/** At once: what moves by itself is no help for those whom motion troubles. */
function bringIntoView(list: HTMLElement, place: number): void {
  const top = place * ROW_PX;
  if (top < list.scrollTop) {
    list.scrollTop = top;
  } else if (top + ROW_PX > list.scrollTop + list.clientHeight) {
    list.scrollTop = top + ROW_PX - list.clientHeight;
  }
}

function placeAfter(key: string, place: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return place + 1;
    case 'ArrowUp':
      return place - 1;
    case 'PageDown':
      return place + page;
    case 'PageUp':
      return place - page;
    case 'Home':
      return 0;
    case 'End':
      return Infinity;
    default:
      return null;
  }
}
