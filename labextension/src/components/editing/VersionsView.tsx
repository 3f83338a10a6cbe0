import { Time } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Activity, ActivityVersion } from '../../contracts';
import type { EditorModel } from '../../models/editor';
import { Button } from '../Button';
import { Failure } from '../Failure';
import { LoadState } from '../LoadState';
import { MarkdownText, type RenderMarkdown } from '../MarkdownText';
import { difficultyName } from '../specWords';
import { versionText } from './editWords';

interface IVersionsViewProps {
  model: EditorModel;
  current: number;
  render: RenderMarkdown | null;
  trans: TranslationBundle;
}

/** What the activity was, version by version, with the way back to each. */
export function VersionsView(props: IVersionsViewProps): React.ReactElement {
  const { model, current, trans } = props;
  const { versions, arrangement } = model;
  return (
    <>
      <p className="jp-codemm-Quiet">
        {trans.__(
          'Going back to a version makes it the newest one; nothing is lost, and submissions keep the version that they answered.'
        )}
      </p>
      {arrangement.error && <Failure error={arrangement.error} trans={trans} />}
      <LoadState
        of={versions.list}
        trans={trans}
        onRetry={() => void versions.refresh()}
      >
        {lines => (
          <ol className="jp-codemm-List" aria-label={trans.__('Versions')}>
            {lines.map(line => (
              <Line
                key={line.version}
                {...props}
                line={line}
                isCurrent={line.version === current}
              />
            ))}
          </ol>
        )}
      </LoadState>
    </>
  );
}

function Line(
  props: IVersionsViewProps & { line: ActivityVersion; isCurrent: boolean }
) {
  const { model, line, isCurrent, render, trans } = props;
  const { versions, arrangement, proposal } = model;
  const isShown = versions.shown === line.version;
  const titleId = `jp-codemm-version-${line.version}`;
  return (
    <li
      className="jp-codemm-Problem"
      aria-labelledby={titleId}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <div className="jp-codemm-Activity-text">
        <span id={titleId} className="jp-codemm-Activity-title">
          {isCurrent
            ? trans.__('Version %1, the current one', line.version)
            : trans.__('Version %1', line.version)}
        </span>
        <span className="jp-codemm-Activity-facts">
          <span>{versionText(line, trans)}</span>
          <time
            dateTime={line.recorded_at}
            title={Time.format(line.recorded_at)}
          >
            {Time.formatHuman(line.recorded_at)}
          </time>
        </span>
      </div>
      <div className="jp-codemm-Buttons">
        <Button
          describedBy={titleId}
          onClick={() => void versions.show(isShown ? null : line.version)}
        >
          {isShown ? trans.__('Close') : trans.__('Look at it')}
        </Button>
        {!isCurrent && (
          <Button
            describedBy={titleId}
            busy={arrangement.doing !== null || proposal.isOpen}
            onClick={() => void arrangement.restoreVersion(line.version)}
          >
            {trans.__('Go back to it')}
          </Button>
        )}
      </div>
      {isShown && versions.activity && (
        <LoadState
          of={versions.activity}
          trans={trans}
          onRetry={() => void versions.show(line.version)}
        >
          {activity => (
            <Was activity={activity} render={render} trans={trans} />
          )}
        </LoadState>
      )}
    </li>
  );
}

function Was(props: {
  activity: Activity;
  render: RenderMarkdown | null;
  trans: TranslationBundle;
}) {
  const { activity, render, trans } = props;
  return (
    <ol
      className="jp-codemm-List jp-codemm-Was"
      aria-label={trans.__('Problems of version %1', activity.version)}
    >
      {activity.problems.map(({ id, title, statement, difficulty, topics }) => (
        <li key={id}>
          <details className="jp-codemm-Details">
            <summary>{title}</summary>
            <p className="jp-codemm-Activity-facts">
              <span>{difficultyName(difficulty, trans)}</span>
              <span>{topics.join(', ')}</span>
            </p>
            <MarkdownText source={statement} render={render} />
          </details>
        </li>
      ))}
    </ol>
  );
}
