import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { verdictName, verdictSign } from '../../components/answer/verdictWords';
import type { SubmissionSummary } from '../../contracts';
import { Link } from '../navigation';
import { dateText } from '../words';
import { Many } from './Many';

interface ISubmissionsProps {
  of: readonly SubmissionSummary[];
  /** What problems are called; one that is not known goes by its id. */
  titles: ReadonlyMap<string, string>;
  classId: string;
  /** Say whose each is. */
  isNamed?: boolean;
  trans: TranslationBundle;
}

/** What somebody submitted, the newest first, each a way to the whole of it. */
export function Submissions(props: ISubmissionsProps): React.ReactElement {
  const { of, titles, classId, isNamed = false, trans } = props;
  if (of.length === 0) {
    return (
      <p className="jp-codemm-Quiet">{trans.__('Nothing was submitted.')}</p>
    );
  }
  return (
    <Many
      items={of}
      label={trans.__('Submissions')}
      className="jp-codemm-Rows"
      isOrdered
      trans={trans}
    >
      {each => (
        <li key={each.id} className="jp-codemm-Facts">
          {isNamed && (
            <Link to={{ page: 'learner', classId, user: each.user }}>
              {each.user}
            </Link>
          )}
          <Link
            to={{
              page: 'submission',
              classId,
              user: each.user,
              submissionId: each.id
            }}
          >
            {dateText(each.submitted_at)}
          </Link>
          <Link
            to={{
              page: 'replay',
              classId,
              user: each.user,
              problemId: each.problem_id
            }}
            label={trans.__(
              'Replay the work on %1',
              titles.get(each.problem_id) ?? each.problem_id
            )}
          >
            {titles.get(each.problem_id) ?? each.problem_id}
          </Link>
          <span>{stateText(each, trans)}</span>
          {each.verdict && (
            <span>
              {trans.__('%1 of %2 tests pass', each.passed, each.total)}
            </span>
          )}
          {each.first_verdict && (
            <span>
              {trans.__(
                'judged again, at first: %1',
                verdictName(each.first_verdict, trans)
              )}
            </span>
          )}
        </li>
      )}
    </Many>
  );
}

function stateText(of: SubmissionSummary, trans: TranslationBundle): string {
  if (of.verdict) {
    return `${verdictSign(of.verdict)} ${verdictName(of.verdict, trans)}`;
  }
  switch (of.status) {
    case 'cancelled':
      return trans.__('Cancelled');
    case 'running':
      return trans.__('Being judged');
    case 'queued':
    case 'done':
      return trans.__('Waiting');
  }
}
