import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import type { RosterReport } from '../../contracts';
import { LIST, type PeopleModel } from '../models/people';
import { Many } from './Many';
import { Wrong } from './Said';

interface IRosterFormProps {
  model: PeopleModel;
  trans: TranslationBundle;
}

/** Lets a list of people in: first what would become of it, then it is done. */
export function RosterForm(props: IRosterFormProps): React.ReactElement {
  const { model, trans } = props;
  const id = React.useId();
  const errand = model.errands.get(LIST);
  const { report } = model;
  return (
    <section className="jp-codemm-Box" aria-labelledby="list">
      <h2 id="list">{trans.__('Add a list')}</h2>
      <div className="jp-codemm-Entry">
        <label htmlFor={id}>{trans.__('CSV file')}</label>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv,text/plain"
          aria-describedby={`${id}-help`}
          onChange={event => {
            const file = event.target.files?.[0];
            if (file) {
              void model.preview(file);
            }
          }}
        />
        <p id={`${id}-help`} className="jp-codemm-Quiet">
          {trans.__(
            'Its first line names the columns: user, and if you like role. Nobody is let in before you have seen what would become of it.'
          )}
        </p>
      </div>
      <Wrong of={errand} trans={trans} />
      <div role="status">
        {errand === 'reading' && <p>{trans.__('Reading…')}</p>}
        {report && <Report report={report} trans={trans} />}
      </div>
      {report && !report.applied && (
        <div className="jp-codemm-Row">
          {report.enrolled.length > 0 && (
            <Button
              accent
              busy={errand === 'applying'}
              onClick={() => void model.apply()}
            >
              {trans._n(
                'Add %1 person',
                'Add %1 people',
                report.enrolled.length
              )}
            </Button>
          )}
          <Button
            onClick={() => {
              model.forget();
            }}
          >
            {trans.__('Let it be')}
          </Button>
        </div>
      )}
    </section>
  );
}

const MOST_NAMES = 20;

function Report({
  report,
  trans
}: {
  report: RosterReport;
  trans: TranslationBundle;
}): React.ReactElement {
  const { applied, enrolled, already, problems } = report;
  const rest = enrolled.length - MOST_NAMES;
  return (
    <>
      <p>
        {applied
          ? trans._n(
              '%1 person was added.',
              '%1 people were added.',
              enrolled.length
            )
          : trans._n(
              '%1 person would be added.',
              '%1 people would be added.',
              enrolled.length
            )}{' '}
        {already.length > 0 &&
          trans._n(
            '%1 is in the class already.',
            '%1 are in the class already.',
            already.length
          )}
      </p>
      {enrolled.length > 0 && (
        <p className="jp-codemm-Quiet">
          {enrolled.slice(0, MOST_NAMES).join(', ')}
          {rest > 0 && ` ${trans.__('and %1 more', rest)}`}
        </p>
      )}
      {problems.length > 0 && (
        <>
          <p>{trans.__('Left out:')}</p>
          <Many
            items={problems}
            label={trans.__('Left out')}
            className="jp-codemm-Rows"
            trans={trans}
          >
            {problem => <li key={problem}>{problem}</li>}
          </Many>
        </>
      )}
    </>
  );
}
