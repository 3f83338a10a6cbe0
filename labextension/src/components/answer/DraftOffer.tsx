import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IDraft } from '../../models/drafts';
import { DifferenceView } from './DifferenceView';
import { moment } from './verdictWords';

/** What was typed and not saved. */
export interface IOffer {
  readonly draft: IDraft;
  /** What is in its place now. */
  readonly now: string;
  /** No cell of the notebook holds its file. */
  readonly isElsewhere: boolean;
}

interface IDraftOfferProps {
  offer: IOffer;
  trans: TranslationBundle;
  onUse: () => void;
  onDrop: () => void;
}

/** Offers code that was typed and not saved. Nothing is overwritten until it is chosen. */
export function DraftOffer(props: IDraftOfferProps): React.ReactElement {
  const { offer, trans, onUse, onDrop } = props;
  const { draft, now, isElsewhere } = offer;
  const id = React.useId();
  return (
    <div className="jp-codemm-Draft" role="group" aria-labelledby={id}>
      <p id={id}>{offerText(offer, trans)}</p>
      <DifferenceView
        before={now}
        after={draft.code}
        label={trans.__('From the cell to what was not saved')}
        trans={trans}
      />
      <div className="jp-codemm-Draft-buttons">
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled"
          type="button"
          onClick={onUse}
        >
          {isElsewhere
            ? trans.__('Put it into a new cell')
            : trans.__('Use it')}
        </button>
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled"
          type="button"
          onClick={onDrop}
        >
          {trans.__('Forget it')}
        </button>
      </div>
    </div>
  );
}

function offerText(
  { draft, isElsewhere }: IOffer,
  trans: TranslationBundle
): string {
  const at = moment(new Date(draft.at).toISOString());
  if (!isElsewhere) {
    return trans.__(
      'What you typed until %1 was not saved in this notebook.',
      at
    );
  }
  return draft.file === null
    ? trans.__(
        'The answer that you typed until %1 was not saved, and its cell is not in this notebook.',
        at
      )
    : trans.__(
        'What you typed in the file %1 until %2 was not saved, and its cell is not in this notebook.',
        draft.file,
        at
      );
}
