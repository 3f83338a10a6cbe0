import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import { LoadState } from '../../components/LoadState';
import type { Spending, WeekCosts } from '../../contracts';
import type { IServerFile } from '../../refusals';
import { CostsModel } from '../models/costs';
import { Link } from '../navigation';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { moneyText } from '../words';
import { Share } from './Many';
import { Wrong } from './Said';

/** Whose the calls are of somebody who had everything erased. */
const ERASED = '(erased)';

interface ICostsViewProps {
  classId: string;
  service: IService;
  save: (file: IServerFile) => void;
  trans: TranslationBundle;
}

/** What a class spent on language models: by week, by kind of call and by person. */
export function CostsView(props: ICostsViewProps): React.ReactElement {
  const { classId, service, save, trans } = props;
  const model = useModel(() => new CostsModel(service, classId, save), classId);
  return (
    <>
      <div className="jp-codemm-Row">
        <Button busy={model.shown.loading} onClick={() => void model.refresh()}>
          {trans.__('Refresh')}
        </Button>
        <Button
          busy={model.errands.get('') === 'exporting'}
          onClick={() => void model.export()}
        >
          {trans.__('Save as CSV')}
        </Button>
      </div>
      <Wrong of={model.errands.get('')} trans={trans} />
      <LoadState
        of={model.shown}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {({ weeks }) =>
          weeks.length === 0 ? (
            <p className="jp-codemm-Quiet">
              {trans.__('No language model was asked in this class so far.')}
            </p>
          ) : (
            <>
              {weeks.map(week => (
                <Week
                  key={week.week}
                  week={week}
                  classId={classId}
                  trans={trans}
                />
              ))}
            </>
          )
        }
      </LoadState>
    </>
  );
}

interface IWeekProps {
  week: WeekCosts;
  classId: string;
  trans: TranslationBundle;
}

function Week({ week, classId, trans }: IWeekProps): React.ReactElement {
  const title = trans.__('Week from %1', week.week);
  return (
    <section className="jp-codemm-Box" aria-labelledby={`costs-${week.week}`}>
      <h2 id={`costs-${week.week}`}>{title}</h2>
      <Share items={week.people} trans={trans}>
        {people => (
          <div
            className="jp-codemm-Scroll"
            role="region"
            aria-label={title}
            tabIndex={0}
          >
            <table className="jp-codemm-Book">
              <thead>
                <tr>
                  <th scope="col">{trans.__('Who and what for')}</th>
                  <th scope="col">{trans.__('Calls')}</th>
                  <th scope="col">{trans.__('Tokens')}</th>
                  <th scope="col">{trans.__('Cost')}</th>
                </tr>
              </thead>
              <tbody>
                <Line spent={week.spent} trans={trans}>
                  {trans.__('The class')}
                </Line>
                {week.purposes.map(({ purpose, spent }) => (
                  <Line key={`for ${purpose}`} spent={spent} trans={trans}>
                    {trans.__('Kind: %1', purpose)}
                  </Line>
                ))}
                {people.map(({ user, spent }) => (
                  <Line key={`by ${user}`} spent={spent} trans={trans}>
                    {user === ERASED ? (
                      trans.__('Somebody whose record was erased')
                    ) : (
                      <Link to={{ page: 'learner', classId, user }}>
                        {user}
                      </Link>
                    )}
                  </Line>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Share>
    </section>
  );
}

interface ILineProps {
  spent: Spending;
  children: React.ReactNode;
  trans: TranslationBundle;
}

function Line({ spent, children, trans }: ILineProps): React.ReactElement {
  return (
    <tr>
      <th scope="row">{children}</th>
      <td>{spent.calls.toLocaleString()}</td>
      <td>{spent.tokens.toLocaleString()}</td>
      <td>{moneyText(spent.cost_micros, trans)}</td>
    </tr>
  );
}
