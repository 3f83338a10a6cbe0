import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { LearningMode } from '../models/authoring';

interface IModeSwitchProps {
  mode: LearningMode;
  disabled: boolean;
  trans: TranslationBundle;
  onChange: (mode: LearningMode) => void;
}

/** Practice or guided. */
export function ModeSwitch(props: IModeSwitchProps): React.ReactElement {
  const { mode, disabled, trans, onChange } = props;
  const modes: readonly [LearningMode, string, string][] = [
    ['practice', trans.__('Practice'), trans.__('Learners start from scratch')],
    [
      'guided',
      trans.__('Guided'),
      trans.__('Starters give a structure to fill')
    ]
  ];
  return (
    <fieldset className="jp-codemm-Modes" disabled={disabled}>
      <legend className="jp-codemm-Hidden">{trans.__('Learning mode')}</legend>
      {modes.map(([name, label, caption]) => (
        <label key={name} className="jp-codemm-Mode" title={caption}>
          <input
            type="radio"
            name="jp-codemm-mode"
            value={name}
            checked={mode === name}
            onChange={() => {
              onChange(name);
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
