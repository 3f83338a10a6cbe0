import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { GivenToMe } from '../../contracts';
import type { ClassroomModel } from '../../models/classroom';
import type { RecordModel } from '../../models/record';
import { LoadState } from '../LoadState';
import { Section } from '../Section';
import { ChallengeItem } from './ChallengeItem';
import { ClassPrivacy } from './ClassPrivacy';
import { learnedIn } from './learnedIn';
import { JoinForm } from './JoinForm';

interface IClassroomSectionProps {
  model: ClassroomModel;
  /** What the user decided about their record. */
  record: RecordModel;
  trans: TranslationBundle;
}

/** What the user's classes were given, and the way into a class. */
export function ClassroomSection(
  props: IClassroomSectionProps
): React.ReactElement {
  const { model, record, trans } = props;
  const onRefresh = (): void => {
    void model.refresh();
    void record.refresh();
  };
  return (
    <Section
      name="classroom"
      title={trans.__('From my classes')}
      refreshLabel={trans.__('Refresh what my classes were given')}
      busy={model.given.loading}
      onRefresh={onRefresh}
    >
      <LoadState of={model.given} trans={trans} onRetry={onRefresh}>
        {given => (
          <>
            <Given {...props} given={given} />
            <Privacy {...props} given={given} />
          </>
        )}
      </LoadState>
      {model.teach !== null && (
        <p>
          <a href={model.teach} target="_blank" rel="noopener noreferrer">
            {trans.__('Teach my classes (opens a new tab)')}
          </a>
        </p>
      )}
      <JoinForm model={model} trans={trans} />
    </Section>
  );
}

interface IGivenProps extends IClassroomSectionProps {
  given: GivenToMe;
}

function Given({ given, model, trans }: IGivenProps): React.ReactElement {
  const { challenges, classes, teaches } = given;
  if (challenges.length === 0 && classes.length > 0) {
    return (
      <p className="jp-codemm-Quiet">
        {trans.__('Your classes have nothing to work on yet.')}
      </p>
    );
  }
  if (challenges.length === 0) {
    return (
      <p className="jp-codemm-Quiet">
        {teaches
          ? trans.__('You have no class yet. You can found one.')
          : trans.__(
              'You are in no class yet. Your teacher has the join code.'
            )}
      </p>
    );
  }
  const names = new Map(
    classes.map(({ school_class: each }) => [each.id, each.name])
  );
  return (
    <ul className="jp-codemm-List" aria-label={trans.__('Given to my classes')}>
      {challenges.map(view => (
        <ChallengeItem
          key={view.challenge.id}
          view={view}
          className={names.get(view.challenge.class_id ?? '') ?? ''}
          errand={model.errands.get(view.challenge.id)}
          trans={trans}
          onOpen={() => void model.open(view)}
        />
      ))}
    </ul>
  );
}

/** What becomes of the work, for each class in which the user learns. */
function Privacy({
  given,
  model,
  record,
  trans
}: IGivenProps): React.ReactElement | null {
  const learned = learnedIn(given);
  return learned.length === 0 ? null : (
    <>
      <ul className="jp-codemm-List" aria-label={trans.__('Privacy')}>
        {learned.map(({ school_class: each }) => (
          <ClassPrivacy
            key={each.id}
            schoolClass={each}
            sent={
              model.models?.classes.find(one => one.class_id === each.id)
                ?.sent ?? null
            }
            record={record}
            trans={trans}
          />
        ))}
      </ul>
      <LoadState
        of={record.settings}
        trans={trans}
        onRetry={() => void record.refresh()}
      >
        {() => null}
      </LoadState>
    </>
  );
}
