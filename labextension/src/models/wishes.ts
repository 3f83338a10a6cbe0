import type { LearnerProfile, NextActivity, StruggleAlert } from '../contracts';
import type { LearningMode } from './authoring';
import type { Language } from './journey';

/** What a new authoring conversation begins with. */
export interface IWish {
  /** In the words that authors understand, which are English whatever the page speaks. */
  readonly text: string;
  readonly mode: LearningMode;
}

const NAMES: Readonly<Record<Language, string>> = {
  python: 'python',
  java: 'java',
  cpp: 'C++',
  sql: 'SQL'
};

/** The wish for what the learner model proposes. */
export function wishOf(next: NextActivity): IWish {
  const { difficulty, language, topic, learning_mode: mode } = next;
  return { text: wishText(difficulty, language, topic), mode };
}

/** The wish for an easier problem where somebody is stuck; null where nothing says on what. */
export function easierWish(
  { topic }: StruggleAlert,
  { next_activity: next, topics }: LearnerProfile
): IWish | null {
  const met = topics.filter(each => each.topic === topic);
  const inUse = met.find(({ language }) => language === next?.language);
  const language = (inUse ?? met[0])?.language ?? next?.language;
  const about = topic || next?.topic;
  return language && about
    ? { text: wishText('easy', language, about), mode: 'guided' }
    : null;
}

function wishText(
  difficulty: string,
  language: Language,
  topic: string
): string {
  return `one ${difficulty} ${NAMES[language]} problem on ${topic}`;
}
