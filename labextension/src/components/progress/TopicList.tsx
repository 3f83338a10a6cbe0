import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type {
  LearnerProfile,
  ModuleProgress,
  TopicLevel
} from '../../contracts';
import type { LearnerModel } from '../../models/learner';
import { Button } from '../Button';
import { languageName } from '../words';
import { levelName, moduleText, percentText } from './progressWords';
import { Why } from './Why';

const NOTICEABLE = 0.05;

interface ITopicListProps {
  model: LearnerModel;
  profile: LearnerProfile;
  trans: TranslationBundle;
}

/** The learner's topics, how well each is known, and why. */
export function TopicList(props: ITopicListProps): React.ReactElement | null {
  const { model, profile, trans } = props;
  const { modules, topics } = profile;
  const further = modules.filter(
    module => !topics.some(level => isOf(level, module))
  );
  return topics.length + further.length === 0 ? null : (
    <section aria-labelledby="jp-codemm-topics">
      <h3 id="jp-codemm-topics">{trans.__('Topics')}</h3>
      <ul className="jp-codemm-List" aria-label={trans.__('Topics')}>
        {topics.map(level => (
          <Topic
            key={`${level.language} ${level.topic}`}
            level={level}
            module={modules.find(module => isOf(level, module))}
            model={model}
            trans={trans}
          />
        ))}
        {further.map(module => (
          <QuizzedTopic
            key={`${module.language} ${module.topic}`}
            module={module}
            model={model}
            trans={trans}
          />
        ))}
      </ul>
    </section>
  );
}

function isOf(level: TopicLevel, module: ModuleProgress): boolean {
  return level.language === module.language && level.topic === module.topic;
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
        <QuizMe of={level} model={model} trans={trans} />
      </div>
    </li>
  );
}

interface IQuizzedTopicProps {
  module: ModuleProgress;
  model: LearnerModel;
  trans: TranslationBundle;
}

/** A topic of quizzes alone: no problem tells yet how well it is known. */
function QuizzedTopic(props: IQuizzedTopicProps): React.ReactElement {
  const { module, model, trans } = props;
  const { language, topic } = module;
  return (
    <li className="jp-codemm-Topic">
      <span className="jp-codemm-Topic-name">
        {trans.__('%1 (%2)', topic, languageName(language))}
      </span>
      <p className="jp-codemm-Quiet">{moduleText(module, trans)}</p>
      <div className="jp-codemm-Topic-actions">
        <QuizMe of={module} model={model} trans={trans} />
      </div>
    </li>
  );
}

interface IQuizMeProps {
  of: Pick<ModuleProgress, 'language' | 'topic'>;
  model: LearnerModel;
  trans: TranslationBundle;
}

function QuizMe(props: IQuizMeProps): React.ReactElement | null {
  const { of, model, trans } = props;
  const { quizzes } = model;
  const { language, topic } = of;
  return quizzes.has({ language, topic }) ? (
    <Button
      label={trans.__('Quiz me on %1', topic)}
      busy={quizzes.isBusy}
      onClick={() => void quizzes.begin({ language, topic })}
    >
      {trans.__('Quiz me')}
    </Button>
  ) : null;
}
