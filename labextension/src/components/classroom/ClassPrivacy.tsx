import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { SchoolClass } from '../../contracts';
import { keptText } from './privacyWords';

interface IClassPrivacyProps {
  schoolClass: SchoolClass;
  trans: TranslationBundle;
}

/** What becomes of what a learner does for a class. */
export function ClassPrivacy(props: IClassPrivacyProps): React.ReactElement {
  const { schoolClass, trans } = props;
  return (
    <li className="jp-codemm-Activity" data-class={schoolClass.id}>
      <span className="jp-codemm-Activity-title">
        {trans.__('Privacy in %1', schoolClass.name)}
      </span>
      <p className="jp-codemm-Quiet">{keptText(schoolClass, trans)}</p>
    </li>
  );
}
