import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { SchoolClass, SentToModels } from '../../contracts';
import { keptText, sentTexts } from './privacyWords';

interface IClassPrivacyProps {
  schoolClass: SchoolClass;
  /** Null as long as it is not known. */
  sent: SentToModels | null;
  trans: TranslationBundle;
}

/** What becomes of what a learner does for a class. */
export function ClassPrivacy(props: IClassPrivacyProps): React.ReactElement {
  const { schoolClass, sent, trans } = props;
  return (
    <li className="jp-codemm-Activity" data-class={schoolClass.id}>
      <span className="jp-codemm-Activity-title">
        {trans.__('Privacy in %1', schoolClass.name)}
      </span>
      <p className="jp-codemm-Quiet">{keptText(schoolClass, trans)}</p>
      {sent && (
        <p className="jp-codemm-Quiet">{sentTexts(sent, trans).join(' ')}</p>
      )}
    </li>
  );
}
