import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ReviewQueue, ReviewRequest } from '../../contracts';
import { Field, LongField } from './Field';
import { Wrong } from './Said';

type Review = Pick<ReviewRequest, 'percent' | 'rubric' | 'comment'>;

interface IReviewFormProps {
  rubric: ReviewQueue['rubric'];
  worth: number;
  errand: unknown;
  trans: TranslationBundle;
  onGrade: (review: Review) => void;
}

/** Grades one work: line by line where there is a rubric, else in points. */
export function ReviewForm(props: IReviewFormProps): React.ReactElement {
  const { rubric, worth, errand, trans, onGrade } = props;
  const [given, setGiven] = React.useState<Readonly<Record<string, string>>>(
    {}
  );
  const [points, setPoints] = React.useState('');
  const [comment, setComment] = React.useState('');
  const hasRubric = rubric.length > 0;
  const onSubmit = (event: React.FormEvent): void => {
    event.preventDefault();
    onGrade({
      percent: hasRubric ? null : (100 * Number(points)) / worth,
      rubric: rubric.map(({ name, points: most }) => ({
        name,
        points: most,
        given: Number(given[name] ?? '')
      })),
      comment
    });
  };
  return (
    <form className="jp-codemm-Form" onSubmit={onSubmit}>
      {rubric.map(({ name, points: most }) => (
        <Field
          key={name}
          label={trans.__('%1, of %2', name, most)}
          type="number"
          required
          min={0}
          max={most}
          step="any"
          value={given[name] ?? ''}
          onChange={value => {
            setGiven({ ...given, [name]: value });
          }}
        />
      ))}
      {!hasRubric && (
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
      )}
      <LongField
        label={trans.__('Comment, which they see')}
        value={comment}
        maxLength={4000}
        onChange={setComment}
      />
      <button
        className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
        type="submit"
        aria-disabled={errand === 'grading'}
      >
        {trans.__('Grade')}
      </button>
      <Wrong of={errand} trans={trans} />
    </form>
  );
}
