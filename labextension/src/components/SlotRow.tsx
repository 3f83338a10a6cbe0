import type { TranslationBundle } from '@jupyterlab/translation';
import {
  checkIcon,
  closeIcon,
  type LabIcon,
  refreshIcon
} from '@jupyterlab/ui-components';
import * as React from 'react';

import type { IProgress, ISlotProgress } from '../models/progress';
import { slotText } from './generationWords';
import { difficultyName } from './specWords';

const ICONS: Partial<Record<ISlotProgress['state'], LabIcon>> = {
  proven: checkIcon,
  failed: closeIcon,
  writing: refreshIcon,
  proving: refreshIcon
};

interface ISlotRowProps {
  slot: ISlotProgress;
  end: IProgress['end'];
  trans: TranslationBundle;
}

/** One problem in the making. */
export function SlotRow(props: ISlotRowProps): React.ReactElement {
  const { slot, end, trans } = props;
  const isAtWork = slot.state === 'writing' || slot.state === 'proving';
  const state = isAtWork && end !== null ? 'stopped' : slot.state;
  const Icon = state === 'stopped' ? null : ICONS[slot.state];
  return (
    <li className={`jp-codemm-Slot jp-mod-${state}`}>
      <span className="jp-codemm-Slot-mark" aria-hidden="true">
        {Icon ? <Icon.react tag="span" /> : '·'}
      </span>
      <span className="jp-codemm-Slot-title">{titleOf(slot, trans)}</span>
      <span className="jp-codemm-Slot-kind">{kindOf(slot, trans)}</span>
      <span className="jp-codemm-Slot-state">{slotText(slot, end, trans)}</span>
      {slot.insteadOf !== '' && (
        <span className="jp-codemm-Slot-state">
          {trans.__('%1 took over from %2', slot.author, slot.insteadOf)}
        </span>
      )}
    </li>
  );
}

function titleOf(slot: ISlotProgress, trans: TranslationBundle): string {
  return slot.title === ''
    ? trans.__('Problem %1', slot.slot + 1)
    : `${slot.slot + 1}. ${slot.title}`;
}

function kindOf(slot: ISlotProgress, trans: TranslationBundle): string {
  const level = slot.difficulty ? [difficultyName(slot.difficulty, trans)] : [];
  return [...level, ...slot.topics].join(' · ');
}
