import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { LoadState } from '../../components/LoadState';
import { MOST_ROWS } from '../classWork';
import { Loaded } from '../models/loaded';
import { Link } from '../navigation';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { Share } from './Many';
import { Submissions } from './Submissions';

interface IOpensProps {
  /** What the number counts, such as “3 active”. */
  text: string;
  children: React.ReactNode;
}

/** A number that shows its rows when it is pressed. */
export function Opens({ text, children }: IOpensProps): React.ReactElement {
  const [isOpen, setOpen] = React.useState(false);
  return (
    <div className={isOpen ? 'jp-codemm-Opened' : undefined}>
      <button
        className="jp-codemm-LinkButton"
        type="button"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {text}
      </button>
      {isOpen && <div className="jp-codemm-Behind">{children}</div>}
    </div>
  );
}

interface IUsersProps {
  users: readonly string[];
  classId: string;
  trans: TranslationBundle;
}

/** Learners by name, each a way to what they did. */
export function Users(props: IUsersProps): React.ReactElement {
  const { users, classId, trans } = props;
  return users.length === 0 ? (
    <>{trans.__('Nobody')}</>
  ) : (
    <Share items={users} trans={trans}>
      {shown =>
        shown.map((user, at) => (
          <React.Fragment key={user}>
            {at > 0 && ', '}
            <Link to={{ page: 'learner', classId, user }}>{user}</Link>
          </React.Fragment>
        ))
      }
    </Share>
  );
}

interface IRowsProps {
  ids: readonly string[];
  challengeId: string;
  classId: string;
  titles: ReadonlyMap<string, string>;
  service: IService;
  trans: TranslationBundle;
}

/** The submissions behind a number, of whomever they are. */
export function Rows(props: IRowsProps): React.ReactElement {
  const { ids, challengeId, classId, titles, service, trans } = props;
  const model = useModel(
    () =>
      new Loaded(
        async signal =>
          (await service.rows(challengeId, ids, signal)).submissions
      ),
    ids.join()
  );
  return (
    <LoadState
      of={model.shown}
      trans={trans}
      onRetry={() => void model.refresh()}
    >
      {found => (
        <>
          {ids.length > MOST_ROWS && (
            <p className="jp-codemm-Quiet">
              {trans.__('%1 of %2 are shown', MOST_ROWS, ids.length)}
            </p>
          )}
          <Submissions
            of={found}
            titles={titles}
            classId={classId}
            isNamed
            trans={trans}
          />
        </>
      )}
    </LoadState>
  );
}
