import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Quiz, QuizReport } from '../../contracts';
import type { QuizModel } from '../../models/quiz';
import { Button } from '../Button';
import { Failure } from '../Failure';
import { languageName } from '../words';
import { QuizQuestionView } from './QuizQuestionView';

interface IQuizViewProps {
  model: QuizModel;
  quiz: Quiz;
  trans: TranslationBundle;
}

/** Five questions with their choices; after the marking, what is right and why. */
export function QuizView(props: IQuizViewProps): React.ReactElement {
  const { model, quiz, trans } = props;
  const { report } = quiz;
  const id = React.useId();
  const heading = React.useRef<HTMLHeadingElement>(null);
  const isMarked = report !== null;
  React.useEffect(() => {
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [quiz.id, isMarked]);
  return (
    <section className="jp-codemm-Section jp-codemm-Quiz" aria-labelledby={id}>
      <h2 ref={heading} id={id} tabIndex={-1}>
        {trans.__('Quiz: %1 (%2)', quiz.topic, languageName(quiz.language))}
      </h2>
      <p role="status">
        {report
          ? resultText(report, trans)
          : trans.__(
              '%1 of %2 questions answered',
              model.answered,
              quiz.questions.length
            )}
      </p>
      <ol className="jp-codemm-List">
        {quiz.questions.map((question, at) => (
          <li key={question.id}>
            <QuizQuestionView
              number={at + 1}
              question={question}
              chosen={model.chosen[at] ?? null}
              mark={report?.marks[at] ?? null}
              trans={trans}
              onChoose={choice => {
                model.choose(at, choice);
              }}
            />
          </li>
        ))}
      </ol>
      {model.failure && <Failure error={model.failure} trans={trans} />}
      <Actions {...props} />
    </section>
  );
}

function Actions({ model, quiz, trans }: IQuizViewProps): React.ReactElement {
  const isWhole = model.answered === quiz.questions.length;
  const { language, topic } = quiz;
  return (
    <div className="jp-codemm-Quiz-buttons">
      {quiz.report ? (
        <Button
          busy={model.isBusy}
          onClick={() => void model.begin({ language, topic })}
        >
          {trans.__('Another quiz')}
        </Button>
      ) : (
        <Button
          accent
          busy={model.isBusy || !isWhole}
          onClick={() => void model.submit()}
        >
          {trans.__('Check my answers')}
        </Button>
      )}
      <Button
        onClick={() => {
          model.leave();
        }}
      >
        {trans.__('Back to my progress')}
      </Button>
    </div>
  );
}

function resultText(report: QuizReport, trans: TranslationBundle): string {
  const result = trans.__('%1 of %2 right.', report.correct, report.total);
  return report.recorded
    ? result
    : `${result} ${trans.__('Your record is paused, so this counts for nothing.')}`;
}
