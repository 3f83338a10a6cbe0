import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IDraft } from '../../models/drafts';
import { DifferenceView } from './DifferenceView';
import { moment } from './verdictWords';

interface IDraftOfferProps {
  draft: IDraft;
  /** The code of the cell now. */
  code: string;
  trans: TranslationBundle;
  onUse: (code: string) => void;
  onDrop: () => void;
}

/** Offers code that was typed and not saved. Nothing is overwritten until it is chosen. */
export function DraftOffer(props: IDraftOfferProps): React.ReactElement {
  const { draft, code, trans, onUse, onDrop } = props;
  const id = React.useId();
  return (
    <div className="jp-codemm-Draft" role="group" aria-labelledby={id}>
      <p id={id}>
        {trans.__(
          'What you typed until %1 was not saved in this notebook.',
          moment(new Date(draft.at).toISOString())
        )}
      </p>
      <DifferenceView
        before={code}
        after={draft.code}
        label={trans.__('From the cell to what was not saved')}
        trans={trans}
      />
      <div className="jp-codemm-Draft-buttons">
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled"
          type="button"
          onClick={() => {
            onUse(draft.code);
          }}
        >
          {trans.__('Use it')}
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
