import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownIcon, caretUpIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Problem } from '../../contracts';
import { Button } from '../Button';
import { difficultyName } from '../specWords';

/** What can be done with a problem of an activity. */
export interface IProblemActions {
  onEdit: (problem: Problem) => void;
  onPreview: (problem: Problem) => void;
  onRegenerate: (problem: Problem) => void;
  onMove: (problem: Problem, by: number) => void;
  onRemove: (problem: Problem) => void;
}

interface IProblemItemProps extends IProblemActions {
  problem: Problem;
  index: number;
  count: number;
  /** Something was typed that is not accepted yet. */
  hasTyped: boolean;
  isBusy: boolean;
  /** The id of what says why nothing can be changed now. */
  whyNot: string | undefined;
  trans: TranslationBundle;
}

/** One problem in the order of the activity. Alt with an arrow moves it, too. */
export function ProblemItem(props: IProblemItemProps): React.ReactElement {
  const { problem, index, count, isBusy, trans, whyNot, onMove } = props;
  const titleId = `jp-codemm-problem-${problem.id}`;
  const item = React.useRef<HTMLLIElement>(null);
  useFocusAfterMove(item, index);
  const move = (by: number): void => {
    const to = index + by;
    if (!isBusy && to >= 0 && to < count) {
      onMove(problem, by);
    }
  };
  const button = (label: string, act: () => void, mark?: string) => (
    <span data-act={mark}>
      <Button
        busy={isBusy && mark !== 'preview'}
        label={trans.__('%1: %2', label, problem.title)}
        describedBy={mark === 'preview' ? undefined : whyNot}
        onClick={act}
      >
        {label}
      </Button>
    </span>
  );
  return (
    <li
      ref={item}
      className="jp-codemm-Problem"
      data-problem={problem.id}
      aria-labelledby={titleId}
      onKeyDown={event => {
        if (event.altKey && /^Arrow(Up|Down)$/.test(event.key)) {
          event.preventDefault();
          move(event.key === 'ArrowUp' ? -1 : 1);
        }
      }}
    >
      <div className="jp-codemm-Problem-head">
        <div className="jp-codemm-Activity-text">
          <span id={titleId} className="jp-codemm-Activity-title">
            {trans.__('%1. %2', index + 1, problem.title)}
          </span>
          <Facts {...props} />
        </div>
        <Mover {...props} onMoveBy={move} />
      </div>
      <div className="jp-codemm-Buttons">
        {button(
          trans.__('Edit'),
          () => {
            props.onEdit(problem);
          },
          'edit'
        )}
        {button(
          trans.__('Preview'),
          () => {
            props.onPreview(problem);
          },
          'preview'
        )}
        {button(trans.__('Regenerate'), () => {
          props.onRegenerate(problem);
        })}
        {count > 1 &&
          button(trans.__('Remove'), () => {
            props.onRemove(problem);
          })}
      </div>
    </li>
  );
}

function Facts({ problem, hasTyped, trans }: IProblemItemProps) {
  return (
    <span className="jp-codemm-Activity-facts">
      <span>{difficultyName(problem.difficulty, trans)}</span>
      <span>{problem.topics.join(', ')}</span>
      <span>{trans._n('%1 test', '%1 tests', problem.tests.length)}</span>
      {hasTyped && <span>{trans.__('has changes not yet asked for')}</span>}
    </span>
  );
}

function Mover(props: IProblemItemProps & { onMoveBy: (by: number) => void }) {
  const { problem, index, count, isBusy, whyNot, trans, onMoveBy } = props;
  const mover = (by: number, label: string, icon: React.ReactNode) => (
    <button
      className="jp-codemm-IconButton"
      type="button"
      title={label}
      aria-label={label}
      aria-describedby={whyNot}
      aria-disabled={isBusy || index + by < 0 || index + by >= count}
      onClick={() => {
        onMoveBy(by);
      }}
    >
      {icon}
    </button>
  );
  return (
    <div className="jp-codemm-Problem-mover">
      {mover(
        -1,
        trans.__('Move up: %1', problem.title),
        <caretUpIcon.react tag="span" aria-hidden="true" />
      )}
      {mover(
        1,
        trans.__('Move down: %1', problem.title),
        <caretDownIcon.react tag="span" aria-hidden="true" />
      )}
    </div>
  );
}

/** The page takes the focus from what changes its place; give it back to what was pressed. */
function useFocusAfterMove(
  item: React.RefObject<HTMLElement>,
  index: number
): void {
  const last = React.useRef<Element | null>(null);
  React.useEffect(() => {
    const { current } = item;
    const remember = (event: FocusEvent): void => {
      last.current = event.target as Element;
    };
    const forget = (event: FocusEvent): void => {
      if (event.relatedTarget !== null) {
        last.current = null;
      }
    };
    current?.addEventListener('focusin', remember);
    current?.addEventListener('focusout', forget);
    return () => {
      current?.removeEventListener('focusin', remember);
      current?.removeEventListener('focusout', forget);
    };
  }, [item]);
  React.useEffect(() => {
    if (
      document.activeElement === document.body &&
      last.current instanceof HTMLElement
    ) {
      last.current.focus();
    }
  }, [index]);
}
