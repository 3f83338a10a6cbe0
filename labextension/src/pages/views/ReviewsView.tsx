import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { LoadState } from '../../components/LoadState';
import type { Grade, ReviewQueue } from '../../contracts';
import { ReviewsModel } from '../models/reviews';
import { Link } from '../navigation';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { dateText, pointsText } from '../words';
import { Many } from './Many';
import { ReviewForm } from './ReviewForm';
import { Wrong } from './Said';

interface IReviewsViewProps {
  challengeId: string;
  classId: string;
  worth: number;
  service: IService;
  trans: TranslationBundle;
}

/** What waits for a person, the longest first, and what people decided. */
export function ReviewsView(props: IReviewsViewProps): React.ReactElement {
  const { challengeId, service, trans } = props;
  const model = useModel(
    () => new ReviewsModel(service, challengeId),
    challengeId
  );
  const [open, setOpen] = React.useState<string | null>(null);
  return (
    <LoadState
      of={model.shown}
      trans={trans}
      onRetry={() => void model.refresh()}
    >
      {queue => (
        <>
          <section className="jp-codemm-Box" aria-labelledby="waiting">
            <h2 id="waiting">
              {trans.__('Waiting for a person: %1', queue.waiting.length)}
            </h2>
            {queue.waiting.length === 0 ? (
              <p className="jp-codemm-Quiet">
                {trans.__('Nobody’s work waits to be looked at.')}
              </p>
            ) : (
              <Many
                items={queue.waiting}
                label={trans.__(
                  'Waiting for a person: %1',
                  queue.waiting.length
                )}
                className="jp-codemm-Rows"
                trans={trans}
              >
                {grade => (
                  <Waiting
                    key={grade.user}
                    {...props}
                    grade={grade}
                    queue={queue}
                    model={model}
                    isOpen={open === grade.user}
                    onOpen={() => {
                      setOpen(open === grade.user ? null : grade.user);
                    }}
                  />
                )}
              </Many>
            )}
          </section>
          <section className="jp-codemm-Box" aria-labelledby="decided">
            <h2 id="decided">
              {trans.__('Decided: %1', queue.reviewed.length)}
            </h2>
            {queue.reviewed.length === 0 ? (
              <p className="jp-codemm-Quiet">
                {trans.__('Nobody has decided a grade yet.')}
              </p>
            ) : (
              <Many
                items={queue.reviewed}
                label={trans.__('Decided: %1', queue.reviewed.length)}
                className="jp-codemm-Rows"
                trans={trans}
              >
                {grade => (
                  <Decided
                    key={grade.user}
                    {...props}
                    grade={grade}
                    model={model}
                  />
                )}
              </Many>
            )}
          </section>
        </>
      )}
    </LoadState>
  );
}

interface IEntryProps extends IReviewsViewProps {
  grade: Grade;
  model: ReviewsModel;
}

interface IWaitingProps extends IEntryProps {
  queue: ReviewQueue;
  isOpen: boolean;
  onOpen: () => void;
}

function Waiting(props: IWaitingProps): React.ReactElement {
  const { grade, queue, model, worth, isOpen, onOpen, trans } = props;
  return (
    <li>
      <div className="jp-codemm-Facts">
        <Who {...props} />
        {grade.from_tests !== null && (
          <span>
            {trans.__(
              'The tests say %1',
              pointsText((grade.from_tests * worth) / 100)
            )}
          </span>
        )}
        <button
          className="jp-codemm-LinkButton"
          type="button"
          aria-expanded={isOpen}
          aria-label={trans.__('Grade %1', grade.user)}
          onClick={onOpen}
        >
          {trans.__('Grade')}
        </button>
      </div>
      {isOpen && (
        <ReviewForm
          rubric={queue.rubric}
          worth={worth}
          errand={model.errands.get(grade.user)}
          trans={trans}
          onGrade={review => void model.grade(grade.user, review)}
        />
      )}
    </li>
  );
}

function Decided(props: IEntryProps): React.ReactElement {
  const { grade, model, worth, challengeId, classId, trans } = props;
  const { user } = grade;
  const errand = model.errands.get(grade.user);
  return (
    <li>
      <div className="jp-codemm-Facts">
        <Who {...props} />
        <span>
          {trans.__(
            '%1 of %2 points',
            pointsText(((grade.percent ?? 0) * worth) / 100),
            worth
          )}
        </span>
        {grade.graded_at !== null && (
          <time dateTime={grade.graded_at}>{dateText(grade.graded_at)}</time>
        )}
        {grade.is_override ? (
          <Link
            to={{ page: 'grade', classId, user, challengeId }}
            label={trans.__('Decided at the grade of %1', user)}
          >
            {trans.__('Decided at the grade')}
          </Link>
        ) : (
          <Button
            busy={errand === 'reopening'}
            label={trans.__('Let the work of %1 wait again', user)}
            onClick={() => void model.reopen(user)}
          >
            {trans.__('Let it wait again')}
          </Button>
        )}
      </div>
      {grade.rubric.length > 0 && (
        <p className="jp-codemm-Facts">
          {grade.rubric.map(line => (
            <span key={line.name}>
              {trans.__(
                '%1: %2 of %3',
                line.name,
                line.given ?? '–',
                line.points
              )}
            </span>
          ))}
        </p>
      )}
      {grade.comment !== '' && (
        <p className="jp-codemm-Quiet">{grade.comment}</p>
      )}
      <Wrong of={errand} trans={trans} />
    </li>
  );
}

function Who(props: IEntryProps): React.ReactElement {
  const { grade, challengeId, classId, trans } = props;
  const { user, submission_id: submissionId } = grade;
  return (
    <>
      <Link to={{ page: 'grade', classId, user, challengeId }}>{user}</Link>
      {submissionId !== null && (
        <Link to={{ page: 'submission', classId, user, submissionId }}>
          {trans.__('Submission')}
        </Link>
      )}
      <Link to={{ page: 'learner', classId, user }}>
        {trans.__('Their work')}
      </Link>
    </>
  );
}
