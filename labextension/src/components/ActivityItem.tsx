import { Time } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ActivitySummary } from '../contracts';
import type { Opening } from '../models/panel';
import { errorText, languageName } from './words';

interface IActivityItemProps {
  activity: ActivitySummary;
  opening: Opening | undefined;
  trans: TranslationBundle;
  onOpen: (activity: ActivitySummary) => void;
}

/** One activity with the way into its notebook. */
export function ActivityItem(props: IActivityItemProps): React.ReactElement {
  const { activity, opening, trans, onOpen } = props;
  const titleId = `jp-codemm-activity-${activity.id}`;
  const busy = opening === 'opening';
  return (
    <li className="jp-codemm-Activity">
      <div className="jp-codemm-Activity-text">
        <span id={titleId} className="jp-codemm-Activity-title">
          {activity.title}
        </span>
        <span className="jp-codemm-Activity-facts">
          <span>{languageName(activity.language)}</span>
          <span>
            {trans._n('%1 problem', '%1 problems', activity.problem_count)}
          </span>
          <span>{stateName(activity, trans)}</span>
          <time
            dateTime={activity.created_at}
            title={Time.format(activity.created_at)}
          >
            {Time.formatHuman(activity.created_at)}
          </time>
        </span>
      </div>
      <button
        className="jp-codemm-Button jp-Button jp-mod-styled"
        type="button"
        aria-describedby={titleId}
        aria-disabled={busy}
        onClick={() => {
          onOpen(activity);
        }}
      >
        {busy ? trans.__('Opening…') : trans.__('Open notebook')}
      </button>
      {opening instanceof Error && (
        <p className="jp-codemm-Activity-failure" role="alert">
          {errorText(opening, trans)}
        </p>
      )}
    </li>
  );
}

function stateName(
  { state }: ActivitySummary,
  trans: TranslationBundle
): string {
  return state === 'draft' ? trans.__('Draft') : trans.__('Published');
}
