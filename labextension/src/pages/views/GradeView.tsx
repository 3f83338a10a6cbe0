import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { LoadState } from '../../components/LoadState';
import { GradeModel, type IGradeRecord } from '../models/grade';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { pointsText } from '../words';
import { Field, LongField } from './Field';
import { GradeHistory } from './GradeHistory';
import { AccessNote, Title, Wrong } from './Said';
import { Submissions } from './Submissions';

interface IGradeViewProps {
  classId: string;
  user: string;
  challengeId: string;
  service: IService;
  trans: TranslationBundle;
}

/** What somebody has for a challenge, why, and what a teacher decides. */
export function GradeView(props: IGradeViewProps): React.ReactElement {
  const { classId, user, challengeId, service, trans } = props;
  const model = useModel(
    () => new GradeModel(service, classId, challengeId, user),
    `${user}/${challengeId}`
  );
  return (
    <LoadState
      of={model.shown}
      trans={trans}
      onRetry={() => void model.refresh()}
    >
      {record => {
        const title = trans.__('%1: %2', user, record.challenge.title);
        return (
          <>
            <Title name={title}>{title}</Title>
            <AccessNote user={user} trans={trans} />
            <Stand record={record} trans={trans} />
            <Decision
              key={record.events.length}
              model={model}
              record={record}
              trans={trans}
            />
            <section className="jp-codemm-Box" aria-labelledby="made">
              <h2 id="made">{trans.__('Submissions')}</h2>
              <Submissions
                of={record.submissions}
                titles={record.titles}
                classId={classId}
                trans={trans}
              />
            </section>
            <GradeHistory
              record={record}
              classId={classId}
              user={user}
              trans={trans}
            />
          </>
        );
      }}
    </LoadState>
  );
}

interface IRecordProps {
  record: IGradeRecord;
  trans: TranslationBundle;
}

function Stand({ record, trans }: IRecordProps): React.ReactElement {
  const { grade, challenge } = record;
  const { points } = challenge.terms;
  const percent = grade?.percent ?? null;
  const fromTests = grade?.from_tests ?? null;
  const of = (share: number): string =>
    trans.__('%1 of %2 points', pointsText((share * points) / 100), points);
  return (
    <p className="jp-codemm-Facts" role="status">
      <strong>
        {percent === null
          ? grade?.status === 'manual_review'
            ? trans.__('Waits for a person to grade it')
            : trans.__('Nothing is graded yet')
          : of(percent)}
      </strong>
      {grade?.is_override && <span>{trans.__('Decided by a teacher')}</span>}
      {fromTests !== null && (
        <span>{trans.__('The tests say %1', of(fromTests))}</span>
      )}
      {grade !== null &&
        grade.decided_on !== null &&
        grade.decided_on !== fromTests && (
          <span>
            {trans.__('They said %1 when it was decided', of(grade.decided_on))}
          </span>
        )}
      {grade !== null &&
        grade.evaluation !== null &&
        grade.evaluation !== challenge.terms.evaluation && (
          <span>{trans.__('Graded before the evaluation was changed')}</span>
        )}
      {grade !== null &&
        grade.penalty_percent > 0 &&
        grade.grader !== 'teacher' && (
          <span>
            {trans.__('%1 % off for lateness', grade.penalty_percent)}
          </span>
        )}
    </p>
  );
}

function Decision(
  props: IRecordProps & { model: GradeModel }
): React.ReactElement {
  const { model, record, trans } = props;
  const { grade, challenge } = record;
  const worth = challenge.terms.points;
  const percent = grade?.percent ?? null;
  const [points, setPoints] = React.useState(
    percent === null ? '' : pointsText((percent * worth) / 100)
  );
  const [comment, setComment] = React.useState(grade?.comment ?? '');
  const onSubmit = (event: React.FormEvent): void => {
    event.preventDefault();
    void model.decide(Number(points.replace(',', '.')), comment);
  };
  return (
    <section className="jp-codemm-Box" aria-labelledby="decide">
      <h2 id="decide">{trans.__('Decide the grade')}</h2>
      <form className="jp-codemm-Form" onSubmit={onSubmit}>
        <Field
          label={trans.__('Points of %1', worth)}
          type="number"
          required
          min={0}
          max={worth}
          step="any"
          value={points}
          onChange={setPoints}
        />
        <LongField
          label={trans.__('Comment, which they see')}
          value={comment}
          maxLength={4000}
          onChange={setComment}
        />
        <div className="jp-codemm-Row">
          <button
            className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
            type="submit"
            aria-disabled={model.deciding === 'deciding'}
          >
            {trans.__('Decide')}
          </button>
          {grade?.is_override && (
            <Button
              busy={model.deciding === 'taking back'}
              onClick={() => void model.takeBack()}
            >
              {trans.__('Take the decision back')}
            </Button>
          )}
        </div>
      </form>
      <Wrong of={model.deciding} trans={trans} />
    </section>
  );
}
