import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type {
  LearnerProfile,
  ModuleProgress,
  TopicLevel
} from '../../contracts';
import type { Language } from '../../models/journey';
import type { LearnerModel } from '../../models/learner';
import { Button } from '../Button';
import { LoadState } from '../LoadState';
import { languageName } from '../words';
import { levelName, minutesText, percentText } from './progressWords';

const NOTICEABLE = 0.05;

interface ITopicListProps {
  model: LearnerModel;
  profile: LearnerProfile;
  trans: TranslationBundle;
}

/** The learner's topics, how well each is known, and why. */
export function TopicList(props: ITopicListProps): React.ReactElement | null {
  const { model, profile, trans } = props;
  return profile.topics.length === 0 ? null : (
    <section aria-labelledby="jp-codemm-topics">
      <h3 id="jp-codemm-topics">{trans.__('Topics')}</h3>
      <ul className="jp-codemm-List" aria-label={trans.__('Topics')}>
        {profile.topics.map(level => (
          <Topic
            key={`${level.language} ${level.topic}`}
            level={level}
            module={profile.modules.find(
              each =>
                each.language === level.language && each.topic === level.topic
            )}
            model={model}
            trans={trans}
          />
        ))}
      </ul>
    </section>
  );
}

interface ITopicProps {
  level: TopicLevel;
  module: ModuleProgress | undefined;
  model: LearnerModel;
  trans: TranslationBundle;
}

function Topic(props: ITopicProps): React.ReactElement {
  const { level, module, model, trans } = props;
  const { episodes, label, language, mastery, shown, topic } = level;
  const hasFaded = episodes > 0 && mastery - shown >= NOTICEABLE;
  return (
    <li className="jp-codemm-Topic">
      <div className="jp-codemm-Topic-head">
        <span className="jp-codemm-Topic-name">
          {trans.__('%1 (%2)', topic, languageName(language))}
        </span>
        <span>{levelName(label, trans)}</span>
      </div>
      {episodes > 0 && (
        <div className="jp-codemm-Topic-level">
          <div className="jp-codemm-Bar" aria-hidden="true">
            <div style={{ width: `${100 * shown}%` }} />
          </div>
          <span>{percentText(shown)}</span>
        </div>
      )}
      {hasFaded && (
        <p className="jp-codemm-Quiet">
          {trans.__(
            'It was %1 when you last practised; what is not used fades.',
            percentText(mastery)
          )}
        </p>
      )}
      {module && <p className="jp-codemm-Quiet">{moduleText(module, trans)}</p>}
      <div className="jp-codemm-Topic-actions">
        <Why language={language} topic={topic} model={model} trans={trans} />
        {model.quizzes.has({ language, topic }) && (
          <Button
            label={trans.__('Quiz me on %1', topic)}
            busy={model.quizzes.isBusy}
            onClick={() => void model.quizzes.begin({ language, topic })}
          >
            {trans.__('Quiz me')}
          </Button>
        )}
      </div>
    </li>
  );
}

function moduleText(module: ModuleProgress, trans: TranslationBundle): string {
  const { attempts, completed, minutes, quality, quizzes } = module;
  const parts = [
    trans._n('%1 submission', '%1 submissions', attempts),
    trans._n('%1 solved', '%1 solved', completed),
    minutesText(minutes, trans)
  ];
  if (quizzes !== null) {
    parts.push(trans.__('quizzes %1', percentText(quizzes / 100)));
  }
  if (quality !== null) {
    parts.push(trans.__('code quality %1', percentText(quality / 100)));
  }
  return parts.join(' · ');
}

interface IWhyProps {
  language: Language;
  topic: string;
  model: LearnerModel;
  trans: TranslationBundle;
}

function Why(props: IWhyProps): React.ReactElement {
  const { language, topic, model, trans } = props;
  const [isOpen, setOpen] = React.useState(false);
  const explanation = model.explanationOf(language, topic);
  const ask = (): void => {
    void model.explain(language, topic);
  };
  return (
    <div className="jp-codemm-Why">
      <button
        className="jp-codemm-LinkButton"
        type="button"
        aria-expanded={isOpen}
        aria-label={trans.__('Why? %1', topic)}
        onClick={() => {
          setOpen(!isOpen);
          if (!isOpen) {
            ask();
          }
        }}
      >
        {trans.__('Why?')}
      </button>
      {isOpen && explanation && (
        <div role="status" aria-live="polite">
          <LoadState of={explanation} trans={trans} onRetry={ask}>
            {({ sentences }) =>
              sentences.length === 0 ? (
                <p className="jp-codemm-Quiet">
                  {trans.__(
                    'Nothing has changed it yet. It changes when you solve a problem, or leave one after failing.'
                  )}
                </p>
              ) : (
                <ol
                  className="jp-codemm-Why-steps"
                  aria-label={trans.__('What changed it, oldest first')}
                >
                  {sentences.map((sentence, step) => (
                    <li key={step}>{sentence}</li>
                  ))}
                </ol>
              )
            }
          </LoadState>
        </div>
      )}
    </div>
  );
}
