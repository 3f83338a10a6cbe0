import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Problem } from '../../contracts';
import type { EditorModel } from '../../models/editor';
import { problemEntry, TestsError } from '../../models/problemEntry';
import type { ITyped } from '../../models/typed';
import { ApiError } from '../../refusals';
import { errorText } from '../words';
import { HandForm, type IFieldError } from './HandForm';
import { WordsForm } from './WordsForm';

interface IProblemEditViewProps {
  model: EditorModel;
  problem: Problem;
  trans: TranslationBundle;
}

/** A problem to be changed: in words, or by hand. What is typed is kept with every key. */
export function ProblemEditView(
  props: IProblemEditViewProps
): React.ReactElement {
  const { model, problem, trans } = props;
  const { proposal } = model;
  const [typed, setTyped] = React.useState(() => model.typed.of(problem));
  const [way, setWay] = React.useState<'words' | 'hand'>('hand');
  const [own, setOwn] = React.useState<IFieldError | null>(null);
  const change = (changes: Partial<ITyped>): void => {
    const now = { ...typed, ...changes };
    setTyped(now);
    model.typed.keep(problem, now);
  };
  const isBusy = proposal.doing !== null || proposal.isOpen;
  const refusal = proposal.error;
  return (
    <>
      {model.typed.has(problem) && (
        <p className="jp-codemm-Quiet">
          {trans.__(
            'The fields hold what you typed; the problem is as it was until you accept the change.'
          )}
        </p>
      )}
      <h3>{trans.__('In words')}</h3>
      <WordsForm
        instruction={typed.instruction}
        error={way === 'words' && refusal ? errorText(refusal, trans) : null}
        isBusy={isBusy}
        trans={trans}
        onChange={instruction => {
          change({ instruction });
        }}
        onAsk={() => {
          setWay('words');
          setOwn(null);
          model.changeInWords(problem);
        }}
      />
      <h3>{trans.__('By hand')}</h3>
      <HandForm
        typed={typed}
        error={own ?? (way === 'hand' ? fieldError(refusal, trans) : null)}
        isBusy={isBusy}
        trans={trans}
        onChange={change}
        onAsk={() => {
          setWay('hand');
          setOwn(whyNot(model.changeByHand(problem), trans));
        }}
        onReset={() => {
          setOwn(null);
          proposal.forgive();
          change({ entry: problemEntry(problem), reference: '' });
        }}
      />
    </>
  );
}

function whyNot(
  answer: ReturnType<EditorModel['changeByHand']>,
  trans: TranslationBundle
): IFieldError | null {
  if (answer === 'asked') {
    return null;
  }
  return answer instanceof TestsError
    ? {
        where: 'changes.tests',
        message: trans.__('This is no list in JSON: %1', answer.reason)
      }
    : { where: '', message: trans.__('Nothing is different yet.') };
}

function fieldError(
  error: Error | null,
  trans: TranslationBundle
): IFieldError | null {
  if (error === null) {
    return null;
  }
  const where = error instanceof ApiError ? error.where : '';
  return { where, message: errorText(error, trans) };
}
