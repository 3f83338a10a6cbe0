import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { LoadState } from '../../components/LoadState';
import type { Classes } from '../../contracts';
import { type ClassesModel, FOUNDING } from '../models/classes';
import { Link } from '../navigation';
import { may } from '../roles';
import { hiddenText, isStaff, roleName } from '../words';
import { DeletedList } from './DeletedList';
import { Choice, Field } from './Field';
import { Many } from './Many';
import { Title, Wrong } from './Said';

interface IClassesViewProps {
  model: ClassesModel;
  trans: TranslationBundle;
}

/** The classes of who has signed in, by organisation. */
export function ClassesView(props: IClassesViewProps): React.ReactElement {
  const { model, trans } = props;
  return (
    <>
      <Title name={trans.__('My classes')}>{trans.__('My classes')}</Title>
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {shown => (
          <>
            <List {...props} shown={shown} />
            <DeletedList
              model={model.hidden}
              title={trans.__('Hidden classes')}
              goneText={name => trans.__('Hidden: %1', name)}
              factsOf={each => hiddenText(each, trans)}
              trans={trans}
            />
            <NewClass {...props} shown={shown} />
          </>
        )}
      </LoadState>
    </>
  );
}

/** The organisations in which they may found classes. */
function placesOf({ organizations }: Classes): Classes['organizations'] {
  return organizations.filter(({ role }) => may(role, 'manage class'));
}

type IShownProps = IClassesViewProps & { shown: Classes };

function List({ shown, trans }: IShownProps): React.ReactElement {
  const taught = shown.classes.filter(each => isStaff(each.role));
  if (taught.length === 0) {
    return (
      <p className="jp-codemm-Quiet">
        {placesOf(shown).length > 0
          ? trans.__('You teach no class yet. Found one below.')
          : trans.__(
              'You teach no class yet. An admin of your organisation founds classes and gives roles in them.'
            )}
      </p>
    );
  }
  return (
    <Many
      items={taught}
      label={trans.__('My classes')}
      className="jp-codemm-Cards"
      trans={trans}
    >
      {({ school_class: found, organization, role }) => (
        <li key={found.id} className="jp-codemm-Card">
          <Link
            to={{ page: 'class', classId: found.id, tab: 'challenges' }}
            className="jp-codemm-Card-title"
          >
            {found.name}
          </Link>
          <p className="jp-codemm-Facts">
            <span>{organization}</span>
            <span>{roleName(role, trans)}</span>
            {found.join_code !== null && (
              <span>{trans.__('Open by join code')}</span>
            )}
          </p>
        </li>
      )}
    </Many>
  );
}

function NewClass(props: IShownProps): React.ReactElement | null {
  const { model, shown, trans } = props;
  const [name, setName] = React.useState('');
  const places = placesOf(shown);
  const [chosen, setChosen] = React.useState('');
  const errand = model.errands.get(FOUNDING);
  const first = places[0];
  if (!first) {
    return null;
  }
  const where = chosen === '' ? first.organization.id : chosen;
  const onSubmit = (event: React.FormEvent): void => {
    event.preventDefault();
    void model.found(where, name).then(isThere => {
      if (isThere) {
        setName('');
      }
    });
  };
  return (
    <section className="jp-codemm-Box" aria-labelledby="found">
      <h2 id="found">{trans.__('Found a class')}</h2>
      <form className="jp-codemm-Form" onSubmit={onSubmit}>
        <Field
          label={trans.__('Name')}
          value={name}
          required
          maxLength={160}
          onChange={setName}
        />
        {places.length > 1 && (
          <Choice
            label={trans.__('Organisation')}
            value={where}
            options={places.map(({ organization: each }) => [
              each.id,
              each.name
            ])}
            onChange={setChosen}
          />
        )}
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
          type="submit"
          aria-disabled={errand === 'founding'}
        >
          {trans.__('Found')}
        </button>
      </form>
      <Wrong of={errand} trans={trans} />
    </section>
  );
}
