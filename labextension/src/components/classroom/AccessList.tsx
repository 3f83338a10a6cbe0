import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { AccessLog } from '../../contracts';
import type { ClassroomModel } from '../../models/classroom';
import { LoadState } from '../LoadState';
import { accessPlace, accessText } from './accessWords';

interface IAccessListProps {
  model: ClassroomModel;
  trans: TranslationBundle;
}

const SHOWN = 5;
const MOST = 100;

/** Who of the staff of the user's classes read what of their record, or erased it. */
export function AccessList(props: IAccessListProps): React.ReactElement {
  const { model, trans } = props;
  const id = React.useId();
  return (
    <section className="jp-codemm-Accesses" aria-labelledby={id}>
      <h3 id={id}>{trans.__('Who looked at it')}</h3>
      <LoadState
        of={model.accesses}
        trans={trans}
        onRetry={() => void model.refreshAccesses()}
      >
        {log => <Lines {...props} log={log} labelledBy={id} />}
      </LoadState>
    </section>
  );
}

interface ILinesProps extends IAccessListProps {
  log: AccessLog;
  labelledBy: string;
}

function Lines(props: ILinesProps): React.ReactElement {
  const { labelledBy, log, model, trans } = props;
  const { accesses, complete } = log;
  const [isLong, setLong] = React.useState(false);
  const shown = accesses.slice(0, isLong ? MOST : SHOWN);
  if (accesses.length === 0) {
    return (
      <p className="jp-codemm-Quiet">
        {trans.__('Nobody who teaches your classes has looked at it.')}
      </p>
    );
  }
  return (
    <>
      <ul className="jp-codemm-List" aria-labelledby={labelledBy}>
        {shown.map((line, index) => (
          <li key={accesses.length - index} className="jp-codemm-Access">
            <p>{accessText(line, trans)}</p>
            <p className="jp-codemm-Quiet">
              {accessPlace(line, model.given.value, trans)}
            </p>
          </li>
        ))}
      </ul>
      {isLong && (!complete || accesses.length > MOST) && (
        <p className="jp-codemm-Quiet">
          {trans.__('All that came before is in the copy of everything.')}
        </p>
      )}
      {accesses.length > SHOWN && (
        <button
          className="jp-codemm-LinkButton"
          type="button"
          aria-expanded={isLong}
          onClick={() => {
            setLong(!isLong);
          }}
        >
          {isLong
            ? trans.__('Show the last ones only')
            : trans.__('Show what came before')}
        </button>
      )}
    </>
  );
}
