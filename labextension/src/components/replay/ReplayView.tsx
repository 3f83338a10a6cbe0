import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Timeline } from '../../contracts';
import type { Colour } from '../../models/colours';
import type { ReplayModel } from '../../models/replay';
import { Failure } from '../Failure';
import { LoadState } from '../LoadState';
import { ChatView } from './ChatView';
import { CodeView } from './CodeView';
import { FactsView } from './FactsView';
import { kindName } from './replayWords';
import { RunView } from './RunView';
import { TimelineView } from './TimelineView';
import { TransportView } from './TransportView';
import { VerdictView } from './VerdictView';

interface IReplayViewProps {
  model: ReplayModel;
  title: string;
  colour: Colour | null;
  /** What is said where nothing was recorded, of work that is not one's own. */
  nothing?: string;
  trans: TranslationBundle;
}

/** A journey moment by moment: what happened, and what stood on the page then. */
export function ReplayView(props: IReplayViewProps): React.ReactElement {
  const { model, title, trans } = props;
  const id = React.useId();
  return (
    <section className="jp-codemm-ReplayView" aria-labelledby={id}>
      <h2 id={id} className="jp-codemm-Replay-title">
        {title}
      </h2>
      <div className="jp-codemm-Hidden" role="status" aria-live="polite">
        {announcement(model, trans)}
      </div>
      <LoadState
        of={model.timeline}
        trans={trans}
        onRetry={() => void model.open()}
      >
        {timeline => <Journey {...props} timeline={timeline} />}
      </LoadState>
    </section>
  );
}

function Journey(
  props: IReplayViewProps & { timeline: Timeline }
): React.ReactElement {
  const { model, timeline, colour, nothing, trans } = props;
  const { shown, failure } = model;
  if (timeline.rows.length === 0) {
    return (
      <p className="jp-codemm-Quiet">
        {nothing ??
          trans.__(
            'Nothing was recorded yet. What you do in the notebook of an activity appears here while the record is on.'
          )}
      </p>
    );
  }
  return (
    <>
      <TransportView model={model} trans={trans} />
      {failure && (
        <Failure
          error={failure}
          trans={trans}
          onRetry={() => void model.retry()}
        />
      )}
      <div className="jp-codemm-Replay-parts">
        <TimelineView
          rows={timeline.rows}
          place={model.place}
          trans={trans}
          onGo={place => void model.go(place)}
        />
        {shown && (
          <div className="jp-codemm-Replay-moment" aria-busy={model.isLoading}>
            <div className="jp-codemm-Replay-main">
              <FactsView
                moment={shown}
                row={timeline.rows[shown.place]}
                startedAt={timeline.rows[0]?.at ?? null}
                trans={trans}
              />
              <CodeView moment={shown} colour={colour} trans={trans} />
            </div>
            <div className="jp-codemm-Replay-side">
              <VerdictView step={shown.step} trans={trans} />
              <RunView step={shown.step} trans={trans} />
              <ChatView
                step={shown.step}
                trans={trans}
                onGo={recordId => void model.goToRecord(recordId)}
              />
            </div>
          </div>
        )}
      </div>
    </>
  );
}

/** What is new, for those who listen; nothing where it passes too quickly to be said. */
function announcement(model: ReplayModel, trans: TranslationBundle): string {
  const { row, rows, shown, isPlaying, speed } = model;
  if (
    !row ||
    !model.isWhole ||
    shown?.place !== model.place ||
    (isPlaying && speed > 1)
  ) {
    return '';
  }
  return trans.__(
    '%1 of %2. %3: %4',
    model.place + 1,
    rows.length,
    kindName(row.kind, trans),
    row.sentence
  );
}
