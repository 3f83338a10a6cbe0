import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IWork } from '../../models/work';

/** What the buttons of an answer do. */
export interface IAnswerActions {
  run(): void;
  submit(): void;
  stop(): void;
  hint(): void;
  toggleAsking(): void;
  reset(): void;
  toggleHistory(): void;
}

interface IAnswerToolbarProps {
  /** Names the toolbar: the title of the problem. */
  title: string;
  work: IWork | null;
  isHistoryOpen: boolean;
  isAsking: boolean;
  actions: IAnswerActions;
  trans: TranslationBundle;
}

interface IItem {
  name: string;
  label: string;
  caption: string;
  isOff: boolean;
  isPressed?: boolean;
  isMain?: boolean;
  run: () => void;
}

const SUBMIT = 1;

/** The buttons of an answer: one stop of the Tab key, then the arrow keys, as toolbars do. */
export function AnswerToolbar(props: IAnswerToolbarProps): React.ReactElement {
  const { title, trans } = props;
  const [current, setCurrent] = React.useState(0);
  const items = itemsOf(props);
  const toolbar = React.useRef<HTMLDivElement>(null);
  const count = items.length;
  React.useEffect(() => {
    // Stop had the focus and is gone: the focus stays among the buttons.
    if (current >= count && document.activeElement === document.body) {
      toolbar.current?.querySelectorAll('button').item(SUBMIT).focus();
    }
  }, [current, count]);
  const reached = Math.min(current, items.length - 1);
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const next = nextOf(event.key, reached, items.length);
    if (next !== null) {
      event.preventDefault();
      setCurrent(next);
      event.currentTarget.querySelectorAll('button')[next]?.focus();
    }
  };
  return (
    <div
      ref={toolbar}
      className="jp-codemm-Answer-toolbar"
      role="toolbar"
      aria-label={trans.__('Answer to “%1”', title)}
      onKeyDown={onKeyDown}
    >
      {items.map((item, index) => (
        <button
          key={item.name}
          className={`jp-codemm-Button jp-Button jp-mod-styled${item.isMain ? ' jp-mod-accept' : ''}`}
          type="button"
          title={item.caption}
          tabIndex={index === reached ? 0 : -1}
          aria-disabled={item.isOff}
          aria-pressed={item.isPressed}
          onFocus={() => {
            setCurrent(index);
          }}
          onClick={() => {
            if (!item.isOff) {
              item.run();
            }
          }}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}

function itemsOf(props: IAnswerToolbarProps): IItem[] {
  const { work, actions, trans, isHistoryOpen, isAsking } = props;
  const isOff = work !== null;
  const items: IItem[] = [
    {
      name: 'run',
      label: trans.__('Run'),
      caption: trans.__('Run the examples on this answer, without a kernel'),
      isOff,
      run: actions.run
    },
    {
      name: 'submit',
      label: trans.__('Submit'),
      caption: trans.__('Ask for a verdict on all tests'),
      isOff,
      isMain: true,
      run: actions.submit
    },
    {
      name: 'hint',
      label: trans.__('Hint'),
      caption: trans.__('Show the next hint'),
      isOff,
      run: actions.hint
    },
    {
      name: 'ask',
      label: trans.__('Ask'),
      caption: trans.__('Ask a question about this problem'),
      isOff: false,
      isPressed: isAsking,
      run: actions.toggleAsking
    },
    {
      name: 'reset',
      label: trans.__('Reset'),
      caption: trans.__('Put the starter code back; this can be undone'),
      isOff,
      run: actions.reset
    },
    {
      name: 'history',
      label: trans.__('History'),
      caption: trans.__('Show what you submitted'),
      isOff,
      isPressed: isHistoryOpen,
      run: actions.toggleHistory
    }
  ];
  return work
    ? [
        ...items,
        {
          name: 'stop',
          label: trans.__('Stop'),
          caption: trans.__('Stop what is under way'),
          isOff: false,
          run: actions.stop
        }
      ]
    : items;
}

function nextOf(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (current + 1) % count;
    case 'ArrowLeft':
      return (current + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
