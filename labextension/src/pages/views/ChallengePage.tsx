import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { LoadState } from '../../components/LoadState';
import { TabPanel, Tabs } from '../../components/Tabs';
import type { ChallengeView, ClassOfMine } from '../../contracts';
import type { IServerFile } from '../../refusals';
import { ChallengeModel } from '../models/challenge';
import { useNavigation } from '../navigation';
import { type Part, PARTS } from '../place';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { partName } from '../words';
import { ChallengeFiles } from './ChallengeFiles';
import { RegradesView } from './RegradesView';
import { ReviewsView } from './ReviewsView';
import { Title } from './Said';
import { StatisticsView } from './StatisticsView';
import { TermsView } from './TermsView';

interface IChallengePageProps {
  mine: ClassOfMine;
  challengeId: string;
  part: Part;
  service: IService;
  save: (file: IServerFile) => void;
  trans: TranslationBundle;
}

/** One challenge: its terms, and what came of it. */
export function ChallengePage(props: IChallengePageProps): React.ReactElement {
  const { mine, challengeId, service, trans } = props;
  const classId = mine.school_class.id;
  const model = useModel(
    () => new ChallengeModel(service, classId, challengeId),
    challengeId
  );
  return (
    <LoadState
      of={model.shown}
      trans={trans}
      onRetry={() => void model.refresh()}
    >
      {view => <Shown {...props} model={model} view={view} />}
    </LoadState>
  );
}

function Shown(
  props: IChallengePageProps & { model: ChallengeModel; view: ChallengeView }
): React.ReactElement {
  const { mine, challengeId, part, service, save, model, view, trans } = props;
  const { go } = useNavigation();
  const { title } = view.challenge;
  const classId = mine.school_class.id;
  const common = {
    challengeId,
    classId,
    service,
    trans,
    titles: new Map(view.problems.map(each => [each.id, each.title]))
  };
  return (
    <>
      <Title name={`${title} – ${partName(part, trans)}`}>{title}</Title>
      <Tabs
        label={trans.__('Parts of the challenge')}
        tabs={PARTS.map(each => ({ name: each, label: partName(each, trans) }))}
        chosen={part}
        onChoose={chosen => {
          go({ page: 'challenge', classId, challengeId, part: chosen });
        }}
      />
      <TabPanel key={part} name={part}>
        {part === 'terms' && (
          <>
            <TermsView model={model} view={view} mine={mine} trans={trans} />
            <ChallengeFiles
              role={mine.role}
              challengeId={challengeId}
              service={service}
              save={save}
              trans={trans}
            />
          </>
        )}
        {part === 'statistics' && <StatisticsView {...common} />}
        {part === 'reviews' && (
          <ReviewsView {...common} worth={view.challenge.terms.points} />
        )}
        {part === 'regrades' && (
          <RegradesView
            {...common}
            role={mine.role}
            worth={view.challenge.terms.points}
          />
        )}
      </TabPanel>
    </>
  );
}
