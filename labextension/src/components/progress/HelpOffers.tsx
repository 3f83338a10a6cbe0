import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { StruggleAlert } from '../../contracts';
import { Button } from '../Button';

interface IHelpOffersProps {
  offers: readonly StruggleAlert[];
  isBusy: boolean;
  trans: TranslationBundle;
  onTake: (offer: StruggleAlert) => void;
  onDismiss: (offer: StruggleAlert) => void;
}

/** Offers of help, each of which can be left. */
export function HelpOffers(props: IHelpOffersProps): React.ReactElement | null {
  const { offers, isBusy, trans, onTake, onDismiss } = props;
  return offers.length === 0 ? null : (
    <ul className="jp-codemm-List" aria-label={trans.__('Offers of help')}>
      {offers.map(offer => (
        <li key={`${offer.trigger} ${offer.topic}`} className="jp-codemm-Offer">
          <p>{offer.message}</p>
          <div className="jp-codemm-Offer-buttons">
            <Button
              busy={isBusy}
              onClick={() => {
                onTake(offer);
              }}
            >
              {trans.__('Show me an easier one')}
            </Button>
            <Button
              onClick={() => {
                onDismiss(offer);
              }}
            >
              {trans.__('Not now')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
