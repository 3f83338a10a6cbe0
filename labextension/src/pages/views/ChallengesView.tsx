import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { stateText } from '../../components/classroom/challengeWords';
import { LoadState } from '../../components/LoadState';
import { languageName } from '../../components/words';
import type { ChallengeView, ClassOfMine } from '../../contracts';
import { ChallengesModel } from '../models/challenges';
import { Link } from '../navigation';
import { may } from '../roles';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { dateText, deletedText } from '../words';
import { BundleForm } from './BundleForm';
import { DeletedList } from './DeletedList';
import { GiveForm } from './GiveForm';
import { Many } from './Many';
import { Wrong } from './Said';

interface IChallengesViewProps {
  mine: ClassOfMine;
  service: IService;
  trans: TranslationBundle;
}

/** What a class was given, drafts included. */
export function ChallengesView(
  props: IChallengesViewProps
): React.ReactElement {
  const { mine, service, trans } = props;
  const { id } = mine.school_class;
  const isAuthor = may(mine.role, 'release');
  const model = useModel(
    () => new ChallengesModel(service, id, isAuthor),
    `${id} ${isAuthor}`
  );
  return (
    <>
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {shown =>
          shown.length === 0 ? (
            <p className="jp-codemm-Quiet">
              {trans.__('The class was given nothing yet.')}
            </p>
          ) : (
            <Many
              items={shown}
              label={trans.__('Challenges of the class')}
              className="jp-codemm-Cards"
              trans={trans}
            >
              {view => (
                <Item
                  key={view.challenge.id}
                  view={view}
                  model={model}
                  isAuthor={isAuthor}
                  trans={trans}
                />
              )}
            </Many>
          )
        }
      </LoadState>
      <DeletedList
        model={model.deleted}
        title={trans.__('Deleted challenges')}
        goneText={name => trans.__('Deleted: %1', name)}
        factsOf={each => deletedText(each, trans)}
        trans={trans}
      />
      {isAuthor && <GiveForm model={model} service={service} trans={trans} />}
      {isAuthor && <BundleForm model={model} trans={trans} />}
    </>
  );
}

interface IItemProps {
  view: ChallengeView;
  model: ChallengesModel;
  isAuthor: boolean;
  trans: TranslationBundle;
}

function Item(props: IItemProps): React.ReactElement {
  const { view, model, isAuthor, trans } = props;
  const { challenge, problems } = view;
  const { id, class_id: classId, terms, title } = challenge;
  const errand = model.errands.get(id);
  const languages = new Set(problems.map(each => languageName(each.language)));
  const state = stateText(view, trans);
  return (
    <li className="jp-codemm-Card" data-challenge={id}>
      <Link
        to={{
          page: 'challenge',
          classId: classId ?? '',
          challengeId: id,
          part: 'terms'
        }}
        className="jp-codemm-Card-title"
      >
        {title}
      </Link>
      <p className="jp-codemm-Facts">
        <span>{state === '' ? trans.__('Published') : state}</span>
        <span>{trans._n('%1 problem', '%1 problems', problems.length)}</span>
        <span>{[...languages].join(', ')}</span>
        <span>{trans.__('%1 points', terms.points)}</span>
        {terms.due_at !== null && (
          <time dateTime={terms.due_at}>
            {trans.__('Due %1', dateText(terms.due_at))}
          </time>
        )}
      </p>
      {isAuthor && (
        <div className="jp-codemm-Row">
          <Button
            busy={errand === 'publishing'}
            accent={challenge.state === 'draft'}
            label={
              challenge.state === 'draft'
                ? trans.__('Publish %1', title)
                : trans.__('Take %1 back', title)
            }
            onClick={() => void model.publish(view)}
          >
            {challenge.state === 'draft'
              ? trans.__('Publish')
              : trans.__('Take back')}
          </Button>
          <Button
            busy={errand === 'renewing'}
            label={trans.__('Give the newest version of %1', title)}
            onClick={() => void model.renew(view)}
          >
            {trans.__('Give the newest version')}
          </Button>
          <Button
            busy={errand === 'deleting'}
            label={trans.__('Delete %1', title)}
            onClick={() => void model.remove(view)}
          >
            {trans.__('Delete')}
          </Button>
        </div>
      )}
      <Wrong of={errand} trans={trans} />
    </li>
  );
}
