import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Passage, Query, RerouteRequest } from '../../contracts';
import { Button } from '../Button';
import { AnswerSources } from './AnswerSources';
import { InlineCode } from './InlineCode';
import { ModelAtWork } from './ModelAtWork';

export type QueryKind = RerouteRequest['query_type'];

interface IQuestionsProps {
  questions: readonly Query[];
  /** Whether a question can be typed. */
  isAsking: boolean;
  isBusy: boolean;
  trans: TranslationBundle;
  /** True when it was asked: else what was typed stays. */
  onAsk: (text: string) => Promise<boolean>;
  onReroute: (id: string, kind: QueryKind) => void;
  onRate: (id: string, rating: number) => void;
  onStopModel: (key: string) => void;
  onReadSource: (activityId: string, chunkId: string) => Promise<Passage>;
}

const RATINGS = [1, 2, 3, 4, 5];

/** Questions about a problem with their answers, and the place to ask the next one. */
export function Questions(props: IQuestionsProps): React.ReactElement | null {
  const { questions, isAsking, isBusy, trans, onAsk } = props;
  const id = React.useId();
  // What is typed stays while the place for it is closed.
  const [text, setText] = React.useState('');
  if (!isAsking && questions.length === 0) {
    return null;
  }
  return (
    <div className="jp-codemm-Questions" role="group" aria-labelledby={id}>
      <p id={id} className="jp-codemm-Answer-title">
        {trans.__('Questions')}
      </p>
      {questions.length > 0 && (
        <ol className="jp-codemm-List" aria-live="polite">
          {questions.map(query => (
            <li
              key={query.id}
              className="jp-codemm-Questions-item"
              tabIndex={-1}
            >
              <Question {...props} query={query} />
            </li>
          ))}
        </ol>
      )}
      {isAsking && (
        <AskBox
          text={text}
          isBusy={isBusy}
          trans={trans}
          onType={setText}
          onAsk={onAsk}
        />
      )}
    </div>
  );
}

interface IQuestionProps extends IQuestionsProps {
  query: Query;
}

function Question(props: IQuestionProps): React.ReactElement {
  const { query, isBusy, trans, onReroute, onRate, onStopModel, onReadSource } =
    props;
  const { activity_id: activity, wording } = query;
  const routing = query.routings.at(-1);
  const kinds = kindNames(trans);
  return (
    <>
      <p className="jp-codemm-Questions-asked">{query.text}</p>
      {routing && (
        <p className="jp-codemm-Quiet">
          {trans.__(
            '%1: %2',
            kinds[routing.query_type],
            routing.method === 'user'
              ? trans.__('you chose it')
              : routing.reason
          )}
        </p>
      )}
      <div className="jp-codemm-Questions-answer">
        <InlineCode text={query.answer?.text ?? query.failure} />
      </div>
      {wording && (
        <ModelAtWork
          text={trans.__('Asking the model…')}
          trans={trans}
          onStop={() => {
            onStopModel(wording);
          }}
        />
      )}
      {query.answer && (
        <AnswerSources
          sources={query.answer.sources}
          trans={trans}
          onRead={activity ? id => onReadSource(activity, id) : null}
        />
      )}
      {query.answer && (
        <div className="jp-codemm-Questions-after">
          <label>
            {trans.__('Answer this as')}{' '}
            <select
              className="jp-codemm-Field"
              value={routing?.query_type ?? 'concept'}
              disabled={isBusy}
              onChange={event => {
                onReroute(query.id, event.target.value as QueryKind);
              }}
            >
              {(Object.keys(kinds) as QueryKind[]).map(kind => (
                <option key={kind} value={kind}>
                  {kinds[kind]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {trans.__('Was it helpful?')}{' '}
            <select
              className="jp-codemm-Field"
              value={query.rating ?? ''}
              disabled={isBusy}
              onChange={event => {
                onRate(query.id, Number(event.target.value));
              }}
            >
              {query.rating === null && (
                <option value="">{trans.__('not rated')}</option>
              )}
              {RATINGS.map(rating => (
                <option key={rating} value={rating}>
                  {trans.__('%1 of 5', rating)}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
    </>
  );
}

interface IAskBoxProps {
  text: string;
  isBusy: boolean;
  trans: TranslationBundle;
  onType: (text: string) => void;
  onAsk: (text: string) => Promise<boolean>;
}

function AskBox(props: IAskBoxProps): React.ReactElement {
  const { text, isBusy, trans, onType, onAsk } = props;
  const isOff = isBusy || text.trim() === '';
  const ask = (): void => {
    if (isOff) {
      return;
    }
    void onAsk(text).then(isAsked => {
      if (isAsked) {
        onType('');
      }
    });
  };
  return (
    <div className="jp-codemm-Composer-line">
      <textarea
        className="jp-codemm-Field jp-codemm-Composer-text"
        aria-label={trans.__('Question')}
        placeholder={trans.__('What do you want to know?')}
        rows={2}
        maxLength={10000}
        value={text}
        autoFocus
        onChange={event => {
          onType(event.target.value);
        }}
        onKeyDown={event => {
          const isComposing = event.nativeEvent.isComposing;
          if (event.key === 'Enter' && !event.shiftKey && !isComposing) {
            event.preventDefault();
            ask();
          }
        }}
      />
      <Button busy={isOff} onClick={ask}>
        {trans.__('Send the question')}
      </Button>
    </div>
  );
}

function kindNames(trans: TranslationBundle): Record<QueryKind, string> {
  return {
    concept: trans.__('an idea explained'),
    debug: trans.__('help with a mistake'),
    exercise: trans.__('an exercise'),
    other: trans.__('something else')
  };
}
