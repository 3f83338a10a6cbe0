import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ActivitySummary } from '../contracts';
import type { IGeneration } from '../models/generations';
import type { Opening } from '../models/panel';
import type { ILoadable } from '../models/resource';
import { ActivityItem } from './ActivityItem';
import { GenerationItem } from './GenerationItem';
import { LoadState } from './LoadState';
import { Section } from './Section';

interface IActivitiesSectionProps {
  activities: ILoadable<readonly ActivitySummary[]>;
  generations: readonly IGeneration[];
  openings: ReadonlyMap<string, Opening>;
  trans: TranslationBundle;
  onRefresh: () => void;
  onOpen: (activity: ActivitySummary) => void;
}

/** The user's activities, and the generations that will become some. */
export function ActivitiesSection(
  props: IActivitiesSectionProps
): React.ReactElement {
  const { activities, generations, openings, trans, onRefresh, onOpen } = props;
  return (
    <Section
      name="activities"
      title={trans.__('My activities')}
      refreshLabel={trans.__('Refresh the list')}
      busy={activities.loading}
      onRefresh={onRefresh}
    >
      {generations.length > 0 && (
        <ul className="jp-codemm-List" aria-label={trans.__('In progress')}>
          {generations.map(generation => (
            <GenerationItem
              key={generation.sessionId}
              generation={generation}
              trans={trans}
            />
          ))}
        </ul>
      )}
      <LoadState of={activities} trans={trans} onRetry={onRefresh}>
        {value =>
          value.length === 0 ? (
            <p className="jp-codemm-Quiet">
              {trans.__(
                'No activities yet. Run "jupyter codemm demo" in a terminal to make the first one.'
              )}
            </p>
          ) : (
            <ul className="jp-codemm-List">
              {value.map(activity => (
                <ActivityItem
                  key={activity.id}
                  activity={activity}
                  opening={openings.get(activity.id)}
                  trans={trans}
                  onOpen={onOpen}
                />
              ))}
            </ul>
          )
        }
      </LoadState>
    </Section>
  );
}
