import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ActivitySummary } from '../contracts';
import type { ActivitiesModel } from '../models/activities';
import type { IGeneration } from '../models/generations';
import { ActivityItem } from './ActivityItem';
import { DeletedItem } from './DeletedItem';
import { GenerationItem } from './GenerationItem';
import { LoadState } from './LoadState';
import { Section } from './Section';

interface IActivitiesSectionProps {
  model: ActivitiesModel;
  generations: readonly IGeneration[];
  /** The activity to which its author comes back from editing. */
  lastEdited: string | null;
  trans: TranslationBundle;
  onRefresh: () => void;
  onEdit: (activityId: string) => void;
}

/** The user's activities, and the generations that will become some. */
export function ActivitiesSection(
  props: IActivitiesSectionProps
): React.ReactElement {
  const { model, generations, trans, onRefresh } = props;
  return (
    <Section
      name="activities"
      title={trans.__('My activities')}
      refreshLabel={trans.__('Refresh the list')}
      busy={model.list.loading}
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
      {model.deleted.length > 0 && (
        <ul className="jp-codemm-List" aria-label={trans.__('Deleted')}>
          {model.deleted.map(activity => (
            <DeletedItem
              key={activity.id}
              activity={activity}
              errand={model.errands.get(activity.id)}
              isNew={activity.id === model.justDeleted}
              trans={trans}
              onSeen={() => {
                model.sawDeleted();
              }}
              onRestore={gone => void model.restore(gone)}
            />
          ))}
        </ul>
      )}
      <LoadState of={model.list} trans={trans} onRetry={onRefresh}>
        {value => <List {...props} activities={value} />}
      </LoadState>
    </Section>
  );
}

interface IListProps extends IActivitiesSectionProps {
  activities: readonly ActivitySummary[];
}

function List(props: IListProps): React.ReactElement {
  const { activities, model, lastEdited, trans } = props;
  const list = React.useRef<HTMLUListElement>(null);
  const first = React.useRef(lastEdited);
  React.useEffect(() => {
    if (first.current !== null && document.activeElement === document.body) {
      list.current
        ?.querySelector<HTMLElement>(
          `[data-activity="${CSS.escape(first.current)}"] [data-act="edit"] button`
        )
        ?.focus();
    }
  }, []);
  if (activities.length === 0) {
    return (
      <p className="jp-codemm-Quiet">
        {trans.__(
          'No activities yet. Say under "Author" what the first one shall be about.'
        )}
      </p>
    );
  }
  return (
    <ul
      ref={list}
      className="jp-codemm-List"
      aria-label={trans.__('Activities')}
    >
      {activities.map(activity => (
        <ActivityItem
          key={activity.id}
          activity={activity}
          errand={model.errands.get(activity.id)}
          proof={model.proofOf(activity.id)}
          materials={model.materialsOf(activity.id)}
          trans={trans}
          onOpen={each => void model.openNotebook(each)}
          onEdit={each => {
            props.onEdit(each.id);
          }}
          onPublish={each => void model.publish(each)}
          onDelete={each => void model.delete(each)}
          onLoadProof={each => void model.loadProof(each.id)}
        />
      ))}
    </ul>
  );
}
