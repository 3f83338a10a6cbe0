import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { verdictName } from '../../components/answer/verdictWords';
import type { IGradeRecord } from '../models/grade';
import { Link } from '../navigation';
import { causeText, dateText, pointsText } from '../words';

interface IGradeHistoryProps {
  record: IGradeRecord;
  classId: string;
  user: string;
  trans: TranslationBundle;
}

/** Every change of a grade, the newest first, and what tests that were fixed said. */
export function GradeHistory(props: IGradeHistoryProps): React.ReactElement {
  const { record, trans } = props;
  const { events, challenge } = record;
  const { points } = challenge.terms;
  return (
    <section className="jp-codemm-Box" aria-labelledby="history">
      <h2 id="history">{trans.__('How the grade came to be')}</h2>
      {events.length === 0 ? (
        <p className="jp-codemm-Quiet">{trans.__('It never changed.')}</p>
      ) : (
        <ol className="jp-codemm-Rows">
          {[...events].reverse().map((event, at) => (
            <li key={at}>
              <time dateTime={event.at}>{dateText(event.at)}</time>{' '}
              {causeText(event, trans)}
              {event.after.percent !== null &&
                `: ${pointsText((event.after.percent * points) / 100)}`}
              {event.after.comment !== '' && (
                <span className="jp-codemm-Quiet">
                  {' '}
                  “{event.after.comment}”
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      <JudgedAgain {...props} />
    </section>
  );
}

function JudgedAgain(props: IGradeHistoryProps): React.ReactElement | null {
  const { record, classId, user, trans } = props;
  return record.judgedAgain.length === 0 ? null : (
    <>
      <h3>{trans.__('Judged again')}</h3>
      <ul className="jp-codemm-Rows">
        {record.judgedAgain.map((each, at) => (
          <li key={at} className="jp-codemm-Facts">
            <time dateTime={each.judged_at}>{dateText(each.judged_at)}</time>
            <Link
              to={{
                page: 'submission',
                classId,
                user,
                submissionId: each.submission_id
              }}
            >
              {record.titles.get(each.problem_id) ?? each.problem_id}
            </Link>
            <span>{verdictName(each.verdict, trans)}</span>
            <span>
              {trans.__('%1 of %2 tests pass', each.passed, each.total)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
