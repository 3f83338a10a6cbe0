import { Time } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Activity, ActivitySummary } from '../contracts';
import type { Errand } from '../models/activities';
import type { MaterialsModel } from '../models/materials';
import type { ILoadable } from '../models/resource';
import { Button } from './Button';
import { DeleteQuestion } from './DeleteQuestion';
import { PublishQuestion } from './editing/PublishQuestion';
import { useKeptFocus } from './keptFocus';
import { MaterialsView } from './MaterialsView';
import { ProofRecord } from './ProofRecord';
import { errorText, languageName } from './words';

/** What can be done with an activity. */
export interface IActivityActions {
  onOpen: (activity: ActivitySummary) => void;
  onEdit: (activity: ActivitySummary) => void;
  onPublish: (activity: ActivitySummary) => void;
  onDelete: (activity: ActivitySummary) => void;
  onLoadProof: (activity: ActivitySummary) => void;
}

interface IActivityItemProps extends IActivityActions {
  activity: ActivitySummary;
  errand: Errand | undefined;
  proof: ILoadable<Activity> | null;
  materials: MaterialsModel;
  trans: TranslationBundle;
}

/** One activity with the way into its notebook. */
export function ActivityItem(props: IActivityItemProps): React.ReactElement {
  const { activity, errand, proof, trans } = props;
  const titleId = `jp-codemm-activity-${activity.id}`;
  const isBusy = errand !== undefined && !(errand instanceof Error);
  const isPublished = activity.state === 'published';
  const [asking, setAsking] = React.useState<'publish' | 'delete' | null>(null);
  const publish = React.useRef<HTMLButtonElement>(null);
  const remove = React.useRef<HTMLButtonElement>(null);
  const close = (): void => {
    const asked = asking === 'publish' ? publish : remove;
    setAsking(null);
    setTimeout(() => asked.current?.focus());
  };
  const buttons = useKeptFocus<HTMLDivElement>(activity.state);
  return (
    <li className="jp-codemm-Activity" data-activity={activity.id}>
      <div className="jp-codemm-Activity-text">
        <span id={titleId} className="jp-codemm-Activity-title">
          {activity.title}
        </span>
        <Facts activity={activity} trans={trans} />
      </div>
      <div ref={buttons} className="jp-codemm-Buttons">
        <Button
          busy={isBusy}
          describedBy={titleId}
          onClick={() => {
            props.onOpen(activity);
          }}
        >
          {errand === 'opening'
            ? trans.__('Opening…')
            : trans.__('Open notebook')}
        </Button>
        <span data-act="edit">
          <Button
            describedBy={titleId}
            onClick={() => {
              props.onEdit(activity);
            }}
          >
            {trans.__('Edit')}
          </Button>
        </span>
        {activity.state === 'draft' && asking !== 'publish' && (
          <Button
            ref={publish}
            busy={isBusy}
            describedBy={titleId}
            onClick={() => {
              setAsking('publish');
            }}
          >
            {trans.__('Publish…')}
          </Button>
        )}
        {asking !== 'delete' && (
          <Button
            ref={remove}
            busy={isBusy}
            describedBy={titleId}
            onClick={() => {
              if (isPublished) {
                setAsking('delete');
              } else {
                props.onDelete(activity);
              }
            }}
          >
            {isPublished ? trans.__('Delete…') : trans.__('Delete')}
          </Button>
        )}
      </div>
      {asking === 'delete' && (
        <DeleteQuestion
          title={activity.title}
          trans={trans}
          onDelete={() => {
            close();
            props.onDelete(activity);
          }}
          onCancel={close}
        />
      )}
      {asking === 'publish' && activity.state === 'draft' && (
        <PublishQuestion
          title={activity.title}
          count={activity.problem_count}
          trans={trans}
          onPublish={() => {
            close();
            props.onPublish(activity);
          }}
          onCancel={close}
        />
      )}
      {errand instanceof Error && (
        <p className="jp-codemm-Wrong" role="alert">
          {errorText(errand, trans)}
        </p>
      )}
      <ProofRecord
        proof={proof}
        trans={trans}
        onLoad={() => {
          props.onLoadProof(activity);
        }}
      />
      <MaterialsView model={props.materials} trans={trans} />
    </li>
  );
}

interface IFactsProps {
  activity: ActivitySummary;
  trans: TranslationBundle;
}

function Facts({ activity, trans }: IFactsProps): React.ReactElement {
  return (
    <span className="jp-codemm-Activity-facts">
      <span>{languageName(activity.language)}</span>
      <span>
        {trans._n('%1 problem', '%1 problems', activity.problem_count)}
      </span>
      <span>{stateName(activity, trans)}</span>
      {activity.learning_mode === 'guided' && <span>{trans.__('Guided')}</span>}
      <time
        dateTime={activity.created_at}
        title={Time.format(activity.created_at)}
      >
        {Time.formatHuman(activity.created_at)}
      </time>
    </span>
  );
}

function stateName(
  { state }: ActivitySummary,
  trans: TranslationBundle
): string {
  return state === 'draft' ? trans.__('Draft') : trans.__('Published');
}
