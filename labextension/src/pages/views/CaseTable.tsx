import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { categoryName } from '../../components/answer/verdictWords';
import type { CaseStatistics, Tally } from '../../contracts';
import type { IService } from '../service';
import { Rows } from './Opens';

interface ICaseTableProps {
  /** What the problem is called. */
  title: string;
  cases: readonly CaseStatistics[];
  challengeId: string;
  classId: string;
  titles: ReadonlyMap<string, string>;
  service: IService;
  trans: TranslationBundle;
}

interface IChosen {
  readonly text: string;
  readonly ids: readonly string[];
}

/** Each test over the learners who tried its problem; a number shows its rows below. */
export function CaseTable(props: ICaseTableProps): React.ReactElement {
  const { title, cases, trans } = props;
  const [chosen, setChosen] = React.useState<IChosen | null>(null);
  const columns: readonly (readonly [string, (of: CaseStatistics) => Tally])[] =
    [
      [trans.__('Pass'), of => of.passed],
      [trans.__('Fail'), of => of.failed],
      [trans.__('Not run'), of => of.not_run],
      [trans.__('Failed at first'), of => of.failed_first]
    ];
  return (
    <>
      <div
        className="jp-codemm-Scroll"
        role="region"
        aria-label={trans.__('Tests of “%1”', title)}
        tabIndex={0}
      >
        <table className="jp-codemm-Book">
          <thead>
            <tr>
              <th scope="col">{trans.__('Test')}</th>
              <th scope="col">{trans.__('Pass rate')}</th>
              {columns.map(([name]) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cases.map(each => (
              <tr key={each.name}>
                <th scope="row">
                  {each.name}
                  <span className="jp-codemm-Quiet">
                    {aboutText(each, trans)}
                  </span>
                </th>
                <td>
                  {each.pass_rate === null
                    ? '–'
                    : trans.__('%1 %', Math.round(100 * each.pass_rate))}
                </td>
                {columns.map(([name, tallyOf]) => {
                  const { count, submission_ids: ids } = tallyOf(each);
                  const text = trans.__('%1, %2: %3', each.name, name, count);
                  return (
                    <td key={name}>
                      {count === 0 ? (
                        0
                      ) : (
                        <button
                          className="jp-codemm-LinkButton"
                          type="button"
                          aria-label={text}
                          aria-pressed={chosen?.text === text}
                          onClick={() => {
                            setChosen({ text, ids });
                          }}
                        >
                          {count}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div role="status">
        {chosen && (
          <>
            <h3>{chosen.text}</h3>
            <Rows {...props} ids={chosen.ids} />
          </>
        )}
      </div>
    </>
  );
}

function aboutText(of: CaseStatistics, trans: TranslationBundle): string {
  const told = [
    ...(of.is_current ? [] : [trans.__('removed since')]),
    ...(of.visibility === 'sample' ? [trans.__('example')] : []),
    ...(of.category === null ? [] : [categoryName(of.category, trans)])
  ];
  return told.join(', ');
}
