import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { QuizMark, QuizQuestion } from '../../contracts';

interface IQuizQuestionViewProps {
  number: number;
  question: QuizQuestion;
  chosen: number | null;
  /** What came of it; null before the marking. */
  mark: QuizMark | null;
  trans: TranslationBundle;
  onChoose: (choice: number) => void;
}

/** One question with its choices. */
export function QuizQuestionView(
  props: IQuizQuestionViewProps
): React.ReactElement {
  const { number, question, chosen, mark, trans, onChoose } = props;
  const id = React.useId();
  return (
    <fieldset
      className="jp-codemm-Quiz-question"
      aria-describedby={question.program ? `${id}-program` : undefined}
    >
      <legend>{trans.__('%1. %2', number, question.prompt)}</legend>
      {question.program && (
        <pre id={`${id}-program`} className="jp-codemm-Quiz-program">
          {question.program}
        </pre>
      )}
      {question.choices.map((choice, at) => (
        <label key={at} className="jp-codemm-Quiz-choice">
          <input
            type="radio"
            name={id}
            checked={chosen === at}
            disabled={mark !== null}
            onChange={() => {
              onChoose(at);
            }}
          />
          <span>{choice}</span>
          {mark && <Verdict at={at} mark={mark} trans={trans} />}
        </label>
      ))}
      {mark && <p className="jp-codemm-Quiz-why">{mark.explanation}</p>}
    </fieldset>
  );
}

interface IVerdictProps {
  at: number;
  mark: QuizMark;
  trans: TranslationBundle;
}

/** Says of a choice whether it is right, or was chosen though it is not. */
function Verdict({
  at,
  mark,
  trans
}: IVerdictProps): React.ReactElement | null {
  if (at === mark.right) {
    return (
      <strong>
        {at === mark.chosen
          ? trans.__('✓ right, your choice')
          : trans.__('✓ right')}
      </strong>
    );
  }
  return at === mark.chosen ? <em>{trans.__('✗ your choice')}</em> : null;
}
