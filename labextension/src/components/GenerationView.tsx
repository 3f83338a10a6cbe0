import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IGeneration } from '../models/generations';
import type { IProgress } from '../models/progress';
import { Button } from './Button';
import { Elapsed } from './Elapsed';
import { costText, lostText, progressText } from './generationWords';
import { useKeptFocus } from './keptFocus';
import { SlotRow } from './SlotRow';
import { tierText } from './words';

interface IGenerationViewProps {
  generation: IGeneration;
  isBusy: boolean;
  trans: TranslationBundle;
  onCancel: () => void;
  onResume: () => void;
  onOpen: (activityId: string) => void;
}

/** One generation: a row per slot, the whole, and what can be done about it. */
export function GenerationView(
  props: IGenerationViewProps
): React.ReactElement {
  const { generation, trans } = props;
  const { progress } = generation;
  const text = stateText(progress, trans);
  const section = React.useRef<HTMLElement>(null);
  const isNew = generation.isLive && progress.total === null;
  React.useEffect(() => {
    // The button that started it is gone.
    if (isNew && document.activeElement === document.body) {
      section.current?.focus();
    }
  }, [isNew]);
  return (
    <section
      ref={section}
      className="jp-codemm-Run"
      aria-labelledby="jp-codemm-run"
      tabIndex={-1}
    >
      <h3 id="jp-codemm-run">{trans.__('Generation')}</h3>
      <p className="jp-codemm-Run-state" role="status">
        {text}
      </p>
      {generation.lost && (
        <p className="jp-codemm-Wrong" role="alert">
          {lostText(generation.lost, trans)}
        </p>
      )}
      <Bar progress={progress} label={text} />
      <Facts progress={progress} trans={trans} />
      <ol className="jp-codemm-List" aria-label={trans.__('Problems')}>
        {progress.slots.map(slot => (
          <SlotRow
            key={slot.slot}
            slot={slot}
            end={progress.end}
            trans={trans}
          />
        ))}
      </ol>
      {progress.notices.map(notice => (
        <p key={notice} className="jp-codemm-Quiet">
          {notice}
        </p>
      ))}
      <Actions {...props} progress={progress} />
    </section>
  );
}

/** The rows tell why they failed; the whole need not say it again. */
function stateText(progress: IProgress, trans: TranslationBundle): string {
  const isTold = progress.slots.some(({ reason }) => reason !== '');
  return progress.end === 'failed' && isTold
    ? trans.__('Generation failed.')
    : progressText(progress, trans);
}

function Bar(props: { progress: IProgress; label: string }) {
  const { progress, label } = props;
  if (progress.end === 'failed') {
    return null;
  }
  const value =
    progress.total === null
      ? {}
      : { value: progress.completed + progress.failed };
  return (
    <progress
      className="jp-codemm-Generation-bar"
      aria-label={label}
      max={progress.total ?? 1}
      {...value}
    />
  );
}

function Facts(props: { progress: IProgress; trans: TranslationBundle }) {
  const { progress, trans } = props;
  const { startedAt, endedAt, spent, author, tier } = progress;
  return (
    <p className="jp-codemm-Activity-facts">
      {startedAt && (
        <Elapsed startedAt={startedAt} endedAt={endedAt} trans={trans} />
      )}
      {author && <span>{trans.__('author: %1', author)}</span>}
      {tier && <span>{trans.__('sandbox: %1', tierText(tier, trans))}</span>}
      {spent && <span>{costText(spent, trans)}</span>}
    </p>
  );
}

function Actions(props: IGenerationViewProps & { progress: IProgress }) {
  const { progress, isBusy, trans, onCancel, onResume, onOpen } = props;
  const { end, activityId, failed } = progress;
  const isUnfinished = end === 'cancelled' || end === 'failed' || failed > 0;
  const buttons = useKeptFocus<HTMLDivElement>(end ?? '');
  return (
    <div ref={buttons} className="jp-codemm-Buttons">
      {end === null && (
        <Button busy={isBusy} onClick={onCancel}>
          {trans.__('Cancel generation')}
        </Button>
      )}
      {end !== null && isUnfinished && (
        <Button busy={isBusy} accent={activityId === null} onClick={onResume}>
          {trans.__('Resume generation')}
        </Button>
      )}
      {activityId !== null && (
        <Button
          accent
          onClick={() => {
            onOpen(activityId);
          }}
        >
          {trans.__('Open notebook')}
        </Button>
      )}
    </div>
  );
}
