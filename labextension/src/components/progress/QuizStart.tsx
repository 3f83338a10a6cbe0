import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { QuizTopics } from '../../contracts';
import type { QuizModel } from '../../models/quiz';
import { Button } from '../Button';
import { Failure } from '../Failure';
import { languageName } from '../words';

interface IQuizStartProps {
  model: QuizModel;
  trans: TranslationBundle;
}

/** Choosing a topic for a quiz. */
export function QuizStart(props: IQuizStartProps): React.ReactElement | null {
  const { model, trans } = props;
  const languages = model.catalogue.value?.languages ?? [];
  const id = React.useId();
  const [chosen, setChosen] = React.useState('');
  const offers = languages.flatMap(offersOf);
  const offer = offers.find(({ key }) => key === chosen) ?? offers[0];
  if (!offer) {
    return null;
  }
  return (
    <section className="jp-codemm-Quiz-start" aria-labelledby={id}>
      <h3 id={id}>{trans.__('Quiz')}</h3>
      <div className="jp-codemm-Quiz-buttons">
        <select
          className="jp-codemm-Field"
          aria-label={trans.__('Topic of the quiz')}
          value={offer.key}
          onChange={event => {
            setChosen(event.target.value);
          }}
        >
          {languages.map(each => (
            <optgroup key={each.language} label={languageName(each.language)}>
              {offersOf(each).map(({ key, topic }) => (
                <option key={key} value={key}>
                  {topic}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <Button
          busy={model.isBusy}
          onClick={() => {
            const { language, topic } = offer;
            void model.begin({ language, topic });
          }}
        >
          {trans.__('Quiz me')}
        </Button>
      </div>
      {model.failure && <Failure error={model.failure} trans={trans} />}
    </section>
  );
}

interface IOffer {
  key: string;
  language: QuizTopics['language'];
  topic: string;
}

function offersOf({ language, topics }: QuizTopics): IOffer[] {
  return topics.map(topic => ({
    key: `${language} ${topic}`,
    language,
    topic
  }));
}
