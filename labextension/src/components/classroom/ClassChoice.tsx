import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { MyModels } from '../../contracts';
import { classModelsText, ownModelsText } from './modelsWords';

interface IClassChoiceProps {
  /** The class that a conversation is for; null for none. */
  classId: string | null;
  models: MyModels;
  disabled: boolean;
  trans: TranslationBundle;
  /** An empty id is for no class. */
  onChoose: (classId: string) => void;
}

/** For which class a conversation is: whose rules hold, and who pays for its model. */
export function ClassChoice(
  props: IClassChoiceProps
): React.ReactElement | null {
  const { classId, models, disabled, trans, onChoose } = props;
  const id = React.useId();
  const written = models.classes.filter(({ writes }) => writes);
  const chosen = written.find(each => each.class_id === classId);
  const isGone = classId !== null && !chosen;
  const hasChoice = written.length > 0 || isGone;
  if (!hasChoice && models.model === null) {
    return null;
  }
  return (
    <div className="jp-codemm-ClassChoice">
      {hasChoice && (
        <>
          <label htmlFor={id}>{trans.__('For class:')}</label>
          <select
            id={id}
            className="jp-codemm-Field"
            value={classId ?? ''}
            disabled={disabled}
            aria-describedby={`${id}-told`}
            onChange={event => {
              onChoose(event.target.value);
            }}
          >
            <option value="">{trans.__('No class')}</option>
            {written.map(({ class_id: each, name }) => (
              <option key={each} value={each}>
                {name}
              </option>
            ))}
            {isGone && (
              <option value={classId}>
                {trans.__('A class that you do not write for any more')}
              </option>
            )}
          </select>
        </>
      )}
      <span id={`${id}-told`} className="jp-codemm-Quiet" role="status">
        {isGone
          ? trans.__(
              'Models: none, as you do not write for this class any more.'
            )
          : chosen
            ? classModelsText(chosen, trans)
            : ownModelsText(models, trans)}
      </span>
    </div>
  );
}
