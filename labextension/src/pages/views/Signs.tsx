import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import type { HandledAlert, StruggleAlert } from '../../contracts';
import { signKey, type SignsModel } from '../models/signs';
import { Link } from '../navigation';
import { dateText } from '../words';
import { Wrong } from './Said';
import { signText } from './signWords';

interface ISignsProps {
  alerts: readonly StruggleAlert[];
  /** Those that staff dealt with. */
  handled: readonly HandledAlert[];
  user: string;
  classId: string;
  model: SignsModel<unknown>;
  trans: TranslationBundle;
}

/** A learner's signs of struggle, the oldest first, each with its evidence and a way to be done. */
export function Signs(props: ISignsProps): React.ReactElement | null {
  const { alerts, handled, user, trans } = props;
  // One that is dealt with stays where it was, and the focus with it: several begin with one record.
  const all = [
    ...alerts.map(alert => ({ alert, done: null })),
    ...handled.map(done => ({ alert: done.alert, done }))
  ].sort(
    ({ alert: one }, { alert: other }) =>
      one.record_id - other.record_id ||
      signKey(user, one).localeCompare(signKey(user, other))
  );
  return all.length === 0 ? null : (
    <ul
      className="jp-codemm-Signs"
      aria-label={trans.__('Signs of struggle of %1', user)}
    >
      {all.map(({ alert, done }) => (
        <Sign key={signKey(user, alert)} {...props} alert={alert} done={done} />
      ))}
    </ul>
  );
}

interface ISignProps extends ISignsProps {
  alert: StruggleAlert;
  done: HandledAlert | null;
}

function Sign(props: ISignProps): React.ReactElement {
  const { alert, done, user, classId, model, trans } = props;
  const { problem_id: problemId } = alert;
  const text = signText(alert, trans);
  const errand = model.errands.get(signKey(user, alert));
  return (
    <li className={`jp-codemm-Sign ${done ? 'jp-mod-done' : ''}`}>
      <span aria-hidden="true">{done ? '✓' : '⚠'}</span>
      <span>{text}</span>
      <span className="jp-codemm-Quiet">
        {alert.topic}, {dateText(alert.opened_at)}
      </span>
      <Link
        to={
          problemId === null
            ? { page: 'learner', classId, user }
            : { page: 'replay', classId, user, problemId }
        }
      >
        {trans._n(
          '%1 record behind it',
          '%1 records behind it',
          alert.evidence.length
        )}
      </Link>
      <strong role="status">
        {done && trans.__('Dealt with by %1, %2', done.by, dateText(done.at))}
      </strong>
      <Button
        busy={errand === 'deciding'}
        label={
          done
            ? trans.__('Undo: %1 needs help after all (%2)', user, text)
            : trans.__('Dealt with, %1: %2', user, text)
        }
        onClick={() => void model.decide(user, alert, done === null)}
      >
        {done ? trans.__('Undo') : trans.__('Dealt with')}
      </Button>
      <Wrong of={errand} trans={trans} />
    </li>
  );
}
