import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ActivitySummary } from '../contracts';
import type { PanelModel } from '../models/panel';
import { ActivitiesSection } from './ActivitiesSection';
import { HealthSection } from './HealthSection';

/** What the view reads of the model, and what it asks it to do. */
export type IPanelState = Pick<
  PanelModel,
  | 'activities'
  | 'generations'
  | 'health'
  | 'openings'
  | 'openNotebook'
  | 'refreshActivities'
  | 'refreshHealth'
>;

interface IPanelViewProps {
  model: IPanelState;
  trans: TranslationBundle;
}

/** The whole panel. */
export function PanelView(props: IPanelViewProps): React.ReactElement {
  const { model, trans } = props;
  return (
    <div className="jp-codemm-PanelView">
      <div className="jp-codemm-Hidden" role="status" aria-live="polite">
        {announcement(model, trans)}
      </div>
      <ActivitiesSection
        activities={model.activities}
        generations={model.generations}
        openings={model.openings}
        trans={trans}
        onRefresh={() => void model.refreshActivities()}
        onOpen={(activity: ActivitySummary) =>
          void model.openNotebook(activity)
        }
      />
      <HealthSection
        health={model.health}
        trans={trans}
        onRefresh={() => void model.refreshHealth()}
      />
    </div>
  );
}

function announcement(
  { activities, openings }: IPanelState,
  trans: TranslationBundle
): string {
  if ([...openings.values()].includes('opening')) {
    return trans.__('Opening the notebook…');
  }
  if (activities.loading) {
    return trans.__('Loading…');
  }
  const count = activities.value?.length ?? 0;
  return trans._n('%1 activity', '%1 activities', count);
}
