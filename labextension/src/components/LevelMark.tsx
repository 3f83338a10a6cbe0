import type { TranslationBundle } from '@jupyterlab/translation';
import {
  checkIcon,
  closeIcon,
  errorIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Check } from '../contracts';
import { levelName } from './words';

const ICONS: Record<Check['level'], LabIcon> = {
  ok: checkIcon,
  warning: errorIcon,
  missing: closeIcon
};

interface ILevelMarkProps {
  level: Check['level'];
  trans: TranslationBundle;
}

/** The level of a finding: never by colour alone, and in words for screen readers. */
export function LevelMark(props: ILevelMarkProps): React.ReactElement {
  const { level, trans } = props;
  const Icon = ICONS[level].react;
  return (
    <span className={`jp-codemm-LevelMark jp-mod-${level}`}>
      <Icon tag="span" aria-hidden="true" />
      <span className="jp-codemm-Hidden">{levelName(level, trans)}</span>
    </span>
  );
}
