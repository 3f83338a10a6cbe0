import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { OutcomeView } from '../../components/answer/OutcomeView';
import { verdictName } from '../../components/answer/verdictWords';
import { LoadState } from '../../components/LoadState';
import type { Submission } from '../../contracts';
import { Loaded } from '../models/loaded';
import { Link } from '../navigation';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { dateText } from '../words';
import { AccessNote, Title } from './Said';

interface ISubmissionViewProps {
  classId: string;
  user: string;
  submissionId: string;
  service: IService;
  trans: TranslationBundle;
}

/** One submission: its verdict, test by test, and its code. */
export function SubmissionView(
  props: ISubmissionViewProps
): React.ReactElement {
  const { classId, user, submissionId, service, trans } = props;
  const model = useModel(
    () =>
      new Loaded(signal =>
        service.submission(classId, user, submissionId, signal)
      ),
    submissionId
  );
  const title = trans.__('A submission of %1', user);
  return (
    <>
      <Title name={title}>{title}</Title>
      <AccessNote user={user} trans={trans} />
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {submission => <Shown {...props} submission={submission} />}
      </LoadState>
    </>
  );
}

function Shown(
  props: ISubmissionViewProps & { submission: Submission }
): React.ReactElement {
  const { submission, classId, user, trans } = props;
  const { outcome, report, problem_id: problemId } = submission;
  const files = filesOf(submission);
  return (
    <>
      <p className="jp-codemm-Facts">
        <time dateTime={submission.submitted_at}>
          {dateText(submission.submitted_at)}
        </time>
        <Link to={{ page: 'replay', classId, user, problemId }}>
          {trans.__('Replay the work on this problem')}
        </Link>
        {submission.first_verdict && (
          <span>
            {trans.__(
              'Judged again, at first: %1',
              verdictName(submission.first_verdict, trans)
            )}
          </span>
        )}
        {submission.challenge_id !== null && (
          <Link
            to={{
              page: 'grade',
              classId,
              user,
              challengeId: submission.challenge_id
            }}
          >
            {trans.__('The grade')}
          </Link>
        )}
      </p>
      {outcome ? (
        <OutcomeView
          shown={{
            kind: 'submission',
            outcome,
            report,
            source: submission.source,
            at: submission.judged_at ?? submission.submitted_at,
            isNew: false
          }}
          isStale={false}
          trans={trans}
          onGoTo={({ line }) => {
            document.getElementById(`line-${line}`)?.focus();
          }}
        />
      ) : (
        <p>{trans.__('There is no verdict yet.')}</p>
      )}
      {files.map(([name, text], at) => (
        <section key={name} className="jp-codemm-Box">
          <h2>{name === '' ? trans.__('Code') : name}</h2>
          <pre className="jp-codemm-Source" tabIndex={0}>
            {text.split('\n').map((line, number) => (
              <span
                key={number}
                id={at === 0 ? `line-${number + 1}` : undefined}
                tabIndex={-1}
              >
                <span className="jp-codemm-Number" aria-hidden="true">
                  {number + 1}
                </span>
                <bdi>{line}</bdi>
                {'\n'}
              </span>
            ))}
          </pre>
        </section>
      ))}
    </>
  );
}

function filesOf({ source }: Submission): [string, string][] {
  return source.files === null
    ? [['', source.code ?? '']]
    : Object.entries(source.files);
}
