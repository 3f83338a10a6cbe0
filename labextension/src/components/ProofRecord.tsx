import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Activity } from '../contracts';
import type { ILoadable } from '../models/resource';
import { LoadState } from './LoadState';
import { ProblemProof } from './ProblemProof';

interface IProofRecordProps {
  proof: ILoadable<Activity> | null;
  trans: TranslationBundle;
  onLoad: () => void;
}

/** What was proven of each problem of an activity, fetched whenever it is opened: edits change it. */
export function ProofRecord(props: IProofRecordProps): React.ReactElement {
  const { proof, trans, onLoad } = props;
  return (
    <details
      className="jp-codemm-Details jp-codemm-Proof"
      onToggle={event => {
        if (event.currentTarget.open) {
          onLoad();
        }
      }}
    >
      <summary>{trans.__('What was proven')}</summary>
      {proof && (
        <LoadState of={proof} trans={trans} onRetry={onLoad}>
          {activity => <Problems activity={activity} trans={trans} />}
        </LoadState>
      )}
    </details>
  );
}

function Problems(props: { activity: Activity; trans: TranslationBundle }) {
  const { activity, trans } = props;
  const records = new Map(activity.verifications.map(v => [v.problem_id, v]));
  return (
    <ol className="jp-codemm-List">
      {activity.problems.map(({ id, title }) => {
        const record = records.get(id);
        return (
          <li key={id} className="jp-codemm-Proof-problem">
            <h4>{title}</h4>
            {record ? (
              <ProblemProof record={record} trans={trans} />
            ) : (
              <p className="jp-codemm-Quiet">
                {trans.__('There is no record of this problem.')}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
