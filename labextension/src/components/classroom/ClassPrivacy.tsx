import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { SchoolClass, SentToModels } from '../../contracts';
import type { RecordModel } from '../../models/record';
import { keptText, sentTexts } from './privacyWords';
import { ResearchSwitch } from './ResearchSwitch';

interface IClassPrivacyProps {
  schoolClass: SchoolClass;
  /** Null as long as it is not known. */
  sent: SentToModels | null;
  record: RecordModel;
  trans: TranslationBundle;
}

/** What becomes of what a learner does for a class. */
export function ClassPrivacy(props: IClassPrivacyProps): React.ReactElement {
  const { schoolClass, sent, record, trans } = props;
  return (
    <li className="jp-codemm-Activity" data-class={schoolClass.id}>
      <span className="jp-codemm-Activity-title">
        {trans.__('Privacy in %1', schoolClass.name)}
      </span>
      <p className="jp-codemm-Quiet">{keptText(schoolClass, trans)}</p>
      {sent && (
        <p className="jp-codemm-Quiet">{sentTexts(sent, trans).join(' ')}</p>
      )}
      <ResearchSwitch
        classId={schoolClass.id}
        name={schoolClass.name}
        record={record}
        trans={trans}
      />
    </li>
  );
}
