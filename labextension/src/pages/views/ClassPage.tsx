import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { LoadState } from '../../components/LoadState';
import { TabPanel, Tabs } from '../../components/Tabs';
import type { ClassOfMine } from '../../contracts';
import type { ClassesModel } from '../models/classes';
import { Link, useNavigation } from '../navigation';
import { type Place, type Tab, TABS } from '../place';
import type { IServerFile } from '../../refusals';
import type { IService } from '../service';
import { may } from '../roles';
import { isStaff, roleName, tabName } from '../words';
import { ChallengePage } from './ChallengePage';
import { ChallengesView } from './ChallengesView';
import { CostsView } from './CostsView';
import { GradebookView } from './GradebookView';
import { GradeView } from './GradeView';
import { JourneyFiles } from './JourneyFiles';
import { LearnerView } from './LearnerView';
import { LiveView } from './LiveView';
import { PeopleView } from './PeopleView';
import { ReplayPlace } from './ReplayPlace';
import { Title } from './Said';
import { SettingsView } from './SettingsView';
import { SubmissionView } from './SubmissionView';

export type ClassPlace = Exclude<
  Place,
  { page: 'classes' } | { page: 'unknown' }
>;

interface IClassPageProps {
  place: ClassPlace;
  model: ClassesModel;
  service: IService;
  save: (file: IServerFile) => void;
  trans: TranslationBundle;
}

/** Everything about one class, for who has a role of staff in it. */
export function ClassPage(props: IClassPageProps): React.ReactElement {
  const { place, model, trans } = props;
  return (
    <LoadState
      of={model.shown}
      trans={trans}
      onRetry={() => void model.refresh()}
    >
      {() => {
        const mine = model.of(place.classId);
        return mine && isStaff(mine.role) ? (
          <Shown {...props} mine={mine} />
        ) : (
          <NoRole isLearner={mine !== null} trans={trans} />
        );
      }}
    </LoadState>
  );
}

interface INoRoleProps {
  isLearner: boolean;
  trans: TranslationBundle;
}

function NoRole({ isLearner, trans }: INoRoleProps): React.ReactElement {
  return (
    <>
      <Title name={trans.__('Not your class')}>
        {trans.__('Not your class')}
      </Title>
      <p role="alert">
        {isLearner
          ? trans.__(
              'You are a learner in this class: what you were given is in JupyterLab.'
            )
          : trans.__(
              'You have no role in this class any more, or there is no such class.'
            )}
      </p>
      <p>
        <Link to={{ page: 'classes' }}>{trans.__('My classes')}</Link>
      </p>
    </>
  );
}

type IShownProps = IClassPageProps & { mine: ClassOfMine };

function Shown(props: IShownProps): React.ReactElement {
  const { place, mine, trans } = props;
  const { id, name } = mine.school_class;
  const tab: Tab =
    place.page === 'class'
      ? place.tab
      : place.page === 'challenge'
        ? 'challenges'
        : place.page === 'learner'
          ? 'people'
          : 'gradebook';
  return (
    <>
      <nav className="jp-codemm-Path" aria-label={trans.__('Where you are')}>
        <Link to={{ page: 'classes' }}>{trans.__('My classes')}</Link>
        {place.page !== 'class' && (
          <>
            <Link to={{ page: 'class', classId: id, tab: 'challenges' }}>
              {name}
            </Link>
            <Link to={{ page: 'class', classId: id, tab }}>
              {tabName(tab, trans)}
            </Link>
          </>
        )}
        {'user' in place && place.page !== 'learner' && (
          <Link to={{ page: 'learner', classId: id, user: place.user }}>
            {place.user}
          </Link>
        )}
      </nav>
      {place.page === 'class' ? (
        <Tabbed {...props} tab={place.tab} />
      ) : (
        <Detail {...props} key={`${place.page} ${id}`} place={place} />
      )}
    </>
  );
}

function Tabbed(props: IShownProps & { tab: Tab }): React.ReactElement {
  const { mine, model, service, save, tab, trans } = props;
  const { go } = useNavigation();
  const { id, name } = mine.school_class;
  return (
    <>
      <Title name={`${name} – ${tabName(tab, trans)}`}>{name}</Title>
      <p className="jp-codemm-Facts">
        <span>{mine.organization}</span>
        <span>{trans.__('You: %1', roleName(mine.role, trans))}</span>
      </p>
      <Tabs
        label={trans.__('Parts of the class')}
        tabs={TABS.map(each => ({ name: each, label: tabName(each, trans) }))}
        chosen={tab}
        onChoose={chosen => {
          go({ page: 'class', classId: id, tab: chosen });
        }}
      />
      <TabPanel key={tab} name={tab}>
        {tab === 'challenges' && (
          <ChallengesView mine={mine} service={service} trans={trans} />
        )}
        {tab === 'live' && (
          <LiveView classId={id} service={service} trans={trans} />
        )}
        {tab === 'people' && (
          <PeopleView mine={mine} service={service} trans={trans} />
        )}
        {tab === 'gradebook' && (
          <GradebookView
            classId={id}
            service={service}
            save={save}
            trans={trans}
          />
        )}
        {tab === 'costs' && (
          <CostsView classId={id} service={service} save={save} trans={trans} />
        )}
        {tab === 'settings' && (
          <>
            <SettingsView
              mine={mine}
              model={model}
              service={service}
              trans={trans}
            />
            {may(mine.role, 'manage class') && (
              <JourneyFiles
                classId={id}
                service={service}
                save={save}
                trans={trans}
              />
            )}
          </>
        )}
      </TabPanel>
    </>
  );
}

type DetailPlace = Exclude<ClassPlace, { page: 'class' }>;

function Detail(
  props: Omit<IShownProps, 'place'> & { place: DetailPlace }
): React.ReactElement {
  const { place, mine, service, save, trans } = props;
  const common = { classId: mine.school_class.id, service, trans };
  switch (place.page) {
    case 'challenge':
      return (
        <ChallengePage
          mine={mine}
          challengeId={place.challengeId}
          part={place.part}
          service={service}
          save={save}
          trans={trans}
        />
      );
    case 'learner':
      return (
        <LearnerView
          {...common}
          user={place.user}
          mayErase={may(mine.role, 'manage organization')}
        />
      );
    case 'grade':
      return (
        <GradeView
          {...common}
          user={place.user}
          challengeId={place.challengeId}
        />
      );
    case 'submission':
      return (
        <SubmissionView
          {...common}
          user={place.user}
          submissionId={place.submissionId}
        />
      );
    case 'replay':
      return (
        <ReplayPlace
          {...common}
          user={place.user}
          problemId={place.problemId}
        />
      );
  }
}
