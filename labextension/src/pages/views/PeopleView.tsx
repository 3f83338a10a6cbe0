import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { LoadState } from '../../components/LoadState';
import type { ClassOfMine, Membership } from '../../contracts';
import { PeopleModel } from '../models/people';
import { Link } from '../navigation';
import { grantable, may } from '../roles';
import type { IService, Role } from '../service';
import { useModel } from '../useModel';
import { dateText, roleName, sourceText } from '../words';
import { Choice, Field } from './Field';
import { Many } from './Many';
import { RosterForm } from './RosterForm';
import { Wrong } from './Said';

interface IPeopleViewProps {
  mine: ClassOfMine;
  service: IService;
  trans: TranslationBundle;
}

/** Who is in a class, and who is let in. */
export function PeopleView(props: IPeopleViewProps): React.ReactElement {
  const { mine, service, trans } = props;
  const { id } = mine.school_class;
  const model = useModel(() => new PeopleModel(service, id), id);
  const manages = may(mine.role, 'manage roster');
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={model.showsEnded}
          onChange={event => void model.showEnded(event.target.checked)}
        />{' '}
        {trans.__('Show who has left, too')}
      </label>
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {people =>
          people.length === 0 ? (
            <p className="jp-codemm-Quiet">
              {trans.__('Nobody is in the class yet.')}
            </p>
          ) : (
            <>
              <p>{trans._n('%1 person', '%1 people', present(people))}</p>
              <Many
                items={people}
                label={trans.__('People of the class')}
                className="jp-codemm-Rows"
                trans={trans}
              >
                {each => (
                  <Person
                    key={`${each.user} ${each.since}`}
                    of={each}
                    own={mine.role}
                    model={model}
                    trans={trans}
                  />
                )}
              </Many>
            </>
          )
        }
      </LoadState>
      {manages && <OneMore own={mine.role} model={model} trans={trans} />}
      {manages && <RosterForm model={model} trans={trans} />}
    </>
  );
}

function present(people: readonly Membership[]): number {
  return people.filter(({ until }) => until === null).length;
}

interface IPersonProps {
  of: Membership;
  own: Role;
  model: PeopleModel;
  trans: TranslationBundle;
}

function Person(props: IPersonProps): React.ReactElement {
  const { of, own, model, trans } = props;
  const { user, role, class_id: classId } = of;
  const errand = model.errands.get(user);
  const roles = may(own, 'manage roster') ? grantable(own) : [];
  return (
    <li className="jp-codemm-Person" data-user={user}>
      <div className="jp-codemm-Person-name">
        {role === 'learner' ? (
          <Link to={{ page: 'learner', classId: classId ?? '', user }}>
            {user}
          </Link>
        ) : (
          <span>{user}</span>
        )}
        <p className="jp-codemm-Quiet">
          {trans.__(
            'since %1, %2',
            dateText(of.since),
            sourceText(of.source, trans)
          )}
          {of.until !== null && `, ${trans.__('until %1', dateText(of.until))}`}
        </p>
      </div>
      {of.until === null && roles.includes(role) ? (
        <>
          <Choice
            label={trans.__('Role of %1', user)}
            isQuiet
            value={role}
            options={roles.map(each => [each, roleName(each, trans)])}
            onChange={wanted => void model.grant(user, wanted)}
          />
          <Button
            busy={errand === 'removing'}
            label={trans.__('Remove %1 from the class', user)}
            onClick={() => void model.remove(user)}
          >
            {trans.__('Remove')}
          </Button>
        </>
      ) : (
        <span>{roleName(role, trans)}</span>
      )}
      <Wrong of={errand} trans={trans} />
    </li>
  );
}

function OneMore(props: Omit<IPersonProps, 'of'>): React.ReactElement {
  const { own, model, trans } = props;
  const [user, setUser] = React.useState('');
  const [role, setRole] = React.useState<Role>('learner');
  const [asked, setAsked] = React.useState('');
  const isKnown = model.shown.value?.some(each => each.user === asked) ?? false;
  const onSubmit = (event: React.FormEvent): void => {
    event.preventDefault();
    const name = user.trim();
    setAsked(name);
    void model.grant(name, role).then(isIn => {
      if (isIn) {
        setUser('');
      }
    });
  };
  return (
    <section className="jp-codemm-Box" aria-labelledby="add">
      <h2 id="add">{trans.__('Add somebody')}</h2>
      <form className="jp-codemm-Form" onSubmit={onSubmit}>
        <Field
          label={trans.__('Name of the account')}
          value={user}
          required
          maxLength={200}
          onChange={setUser}
        />
        <Choice
          label={trans.__('Role')}
          value={role}
          options={grantable(own).map(each => [each, roleName(each, trans)])}
          onChange={setRole}
        />
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled"
          type="submit"
        >
          {trans.__('Add')}
        </button>
      </form>
      {!isKnown && <Wrong of={model.errands.get(asked)} trans={trans} />}
    </section>
  );
}
