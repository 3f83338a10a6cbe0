import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { LearnerProfile, WorkedProblem } from '../../contracts';
import type { ClassroomModel } from '../../models/classroom';
import type { CopyFormat } from '../../models/journey';
import type { LearnerModel } from '../../models/learner';
import { easierWish, type IWish, wishOf } from '../../models/wishes';
import { Button } from '../Button';
import { Failure } from '../Failure';
import { useKeptFocus } from '../keptFocus';
import { LoadState } from '../LoadState';
import { Section } from '../Section';
import { HelpOffers } from './HelpOffers';
import { NextStep } from './NextStep';
import { QuizStart } from './QuizStart';
import { QuizView } from './QuizView';
import { RecordView } from './RecordView';
import { SkillTable } from './SkillTable';
import { StreakView } from './StreakView';
import { TopicList } from './TopicList';
import { WorkedList } from './WorkedList';

interface IProgressSectionProps {
  model: LearnerModel;
  /** The user's classes; null where there are none. */
  classroom: ClassroomModel | null;
  /** A conversation is being opened or answered. */
  isBusy: boolean;
  trans: TranslationBundle;
  onBegin: (wish: IWish) => void;
  /** Go where the first conversation begins. */
  onAuthor: () => void;
  onCopy: (format: CopyFormat) => void;
  onErase: () => void;
  /** Look back at the work on a problem. */
  onReplay: (problem: WorkedProblem) => void;
}

/** The learner's own progress, and the record that it comes from. */
export function ProgressSection(
  props: IProgressSectionProps
): React.ReactElement {
  const { model, classroom, trans } = props;
  const refresh = (): void => {
    void model.refresh();
    void classroom?.refreshAccesses();
  };
  const { quizzes } = model;
  const whole = useKeptFocus<HTMLDivElement>(quizzes.quiz?.id ?? '');
  if (quizzes.quiz) {
    return <QuizView model={quizzes} quiz={quizzes.quiz} trans={trans} />;
  }
  return (
    <div ref={whole} className="jp-codemm-ProgressPart">
      <Section
        name="progress"
        title={trans.__('My progress')}
        refreshLabel={trans.__('Refresh the progress')}
        busy={model.profile.loading}
        onRefresh={refresh}
      >
        <LoadState of={model.profile} trans={trans} onRetry={refresh}>
          {profile => <Report {...props} profile={profile} />}
        </LoadState>
      </Section>
      <RecordView {...props} />
    </div>
  );
}

interface IReportProps extends IProgressSectionProps {
  profile: LearnerProfile;
}

function Report(props: IReportProps): React.ReactElement {
  const { model, profile, isBusy, trans, onBegin } = props;
  const { next_activity: next, streak } = profile;
  const { offers } = model;
  const whole = useKeptFocus<HTMLDivElement>(String(offers.length));
  if (isEmpty(profile)) {
    return <Beginning {...props} />;
  }
  return (
    <div ref={whole} className="jp-codemm-Progress">
      {next && (
        <NextStep
          next={next}
          isBusy={isBusy}
          trans={trans}
          onStart={() => {
            onBegin(wishOf(next));
          }}
        />
      )}
      {model.failure && <Failure error={model.failure} trans={trans} />}
      <HelpOffers
        offers={offers}
        isBusy={isBusy}
        trans={trans}
        onTake={offer => {
          const wish = easierWish(offer, profile);
          void model.resolve(offer, false);
          if (wish) {
            onBegin(wish);
          }
        }}
        onDismiss={offer => void model.resolve(offer, true)}
      />
      <StreakView streak={streak} at={profile.at} trans={trans} />
      <QuizStart model={model.quizzes} trans={trans} />
      <TopicList model={model} profile={profile} trans={trans} />
      <WorkedList
        problems={model.problems}
        trans={trans}
        onReplay={props.onReplay}
      />
      <SkillTable profile={profile} trans={trans} />
    </div>
  );
}

function Beginning(props: IReportProps): React.ReactElement {
  const { profile, trans, onAuthor } = props;
  return (
    <div className="jp-codemm-Progress">
      <p className="jp-codemm-Quiet">
        {profile.recording
          ? trans.__(
              'Nothing here yet. Open the notebook of an activity and submit an answer: your topics, your levels and what to try next appear here.'
            )
          : trans.__(
              'Nothing here yet, and your record is paused: nothing that you do is added. You can let it go on below.'
            )}
      </p>
      <div>
        <Button accent onClick={onAuthor}>
          {trans.__('Make my first problem')}
        </Button>
      </div>
      <QuizStart model={props.model.quizzes} trans={trans} />
    </div>
  );
}

function isEmpty({ modules, topics, totals }: LearnerProfile): boolean {
  return (
    topics.length + modules.length === 0 &&
    totals.attempts === 0 &&
    totals.problems_opened === 0
  );
}
