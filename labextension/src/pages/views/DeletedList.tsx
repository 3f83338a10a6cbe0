import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { LoadState } from '../../components/LoadState';
import {
  type Deleted,
  type DeletedModel,
  type ILastDone,
  nameOf
} from '../models/deleted';
import { Many } from './Many';
import { Wrong } from './Said';

interface IDeletedListProps<T extends Deleted> {
  model: DeletedModel<T>;
  /** What the things are called that are listed, such as “Deleted challenges”. */
  title: string;
  /** That one of them was deleted a moment ago. */
  goneText: (name: string) => string;
  /** Who deleted one of them, and when. */
  factsOf: (gone: T) => string;
  trans: TranslationBundle;
}

/**
 * What was deleted, each with the way back; nothing while nothing is.
 *
 * It opens by itself for what was deleted here. Who loses the focus with what they deleted has it
 * at the way back.
 */
export function DeletedList<T extends Deleted>(
  props: IDeletedListProps<T>
): React.ReactElement | null {
  const { model, title, goneText, trans } = props;
  const { last, shown } = model;
  const [isOpen, setOpen] = React.useState(last !== null);
  const place = React.useRef<HTMLElement>(null);
  React.useEffect(() => {
    if (last !== null) {
      setOpen(true);
    }
  }, [last]);
  React.useEffect(() => {
    if (last !== null && document.activeElement === document.body) {
      focusable(place.current, last)?.focus();
    }
  }, [last, isOpen]);
  if (last === null && shown.error === null && !shown.value?.length) {
    return null;
  }
  return (
    <section ref={place} className="jp-codemm-Box" aria-label={title}>
      <div role="status" tabIndex={-1}>
        {last && (
          <p className="jp-codemm-Note">
            {last.what === 'deleted'
              ? goneText(last.name)
              : trans.__('Restored: %1', last.name)}
          </p>
        )}
      </div>
      <LoadState of={shown} trans={trans} onRetry={() => void model.refresh()}>
        {gone =>
          gone.length > 0 && (
            <>
              <button
                className="jp-codemm-LinkButton"
                type="button"
                aria-expanded={isOpen}
                onClick={() => {
                  setOpen(!isOpen);
                }}
              >
                {`${title}: ${gone.length}`}
              </button>
              {isOpen && (
                <Many
                  items={gone}
                  label={title}
                  className="jp-codemm-Rows"
                  trans={trans}
                >
                  {each => <Row key={each.id} {...props} gone={each} />}
                </Many>
              )}
            </>
          )
        }
      </LoadState>
    </section>
  );
}

function Row<T extends Deleted>(
  props: IDeletedListProps<T> & { gone: T }
): React.ReactElement {
  const { model, gone, factsOf, trans } = props;
  const errand = model.errands.get(gone.id);
  return (
    <li className="jp-codemm-Person" data-deleted={gone.id}>
      <div className="jp-codemm-Person-name">
        <span>{nameOf(gone)}</span>
        <p className="jp-codemm-Quiet">{factsOf(gone)}</p>
      </div>
      <Button
        busy={errand === 'restoring'}
        label={trans.__('Restore %1', nameOf(gone))}
        onClick={() => void model.restore(gone)}
      >
        {trans.__('Restore')}
      </Button>
      <Wrong of={errand} trans={trans} />
    </li>
  );
}

/** The way back for what was deleted, or the words for what is there again. */
function focusable(
  place: HTMLElement | null,
  last: ILastDone
): HTMLElement | undefined {
  if (last.what === 'restored') {
    return place?.querySelector<HTMLElement>('[role=status]') ?? undefined;
  }
  const rows = place?.querySelectorAll<HTMLElement>('[data-deleted]') ?? [];
  const row = [...rows].find(each => each.dataset.deleted === last.id);
  return row?.querySelector('button') ?? undefined;
}
