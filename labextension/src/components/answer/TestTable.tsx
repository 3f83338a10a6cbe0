import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ReportCase } from '../../contracts';
import { CaseDetail } from './CaseDetail';
import {
  categoryName,
  duration,
  memory,
  verdictLook,
  verdictName,
  verdictSign
} from './verdictWords';

const OPENED = 2;

interface ITestTableProps {
  cases: readonly ReportCase[];
  trans: TranslationBundle;
}

/** Every test in order. Examples open; of hidden tests there is their kind. */
export function TestTable(props: ITestTableProps): React.ReactElement | null {
  const { cases, trans } = props;
  if (cases.length === 0) {
    return null;
  }
  const telling = cases.filter(isTelling).slice(0, OPENED);
  return (
    <table className="jp-codemm-Tests">
      <caption className="jp-codemm-Hidden">{trans.__('Tests')}</caption>
      <thead>
        <tr>
          <th scope="col">{trans.__('Test')}</th>
          <th scope="col">{trans.__('Result')}</th>
          <th scope="col">{trans.__('Time')}</th>
          <th scope="col">{trans.__('Memory')}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((test, index) => (
          <TestRow
            key={test.name}
            test={test}
            name={nameOf(cases, index, trans)}
            isOpenFirst={telling.includes(test)}
            trans={trans}
          />
        ))}
      </tbody>
    </table>
  );
}

interface ITestRowProps {
  test: ReportCase;
  name: string;
  isOpenFirst: boolean;
  trans: TranslationBundle;
}

function TestRow(props: ITestRowProps): React.ReactElement {
  const { test, name, isOpenFirst, trans } = props;
  const [isOpen, setOpen] = React.useState(isOpenFirst);
  const id = React.useId();
  const look = `jp-codemm-Tests-result jp-mod-${verdictLook(test.verdict)}`;
  return (
    <>
      <tr>
        <th scope="row">
          {hasDetail(test) ? (
            <button
              className="jp-codemm-LinkButton"
              type="button"
              aria-expanded={isOpen}
              aria-controls={id}
              onClick={() => {
                setOpen(!isOpen);
              }}
            >
              <span aria-hidden="true">{isOpen ? '▾' : '▸'} </span>
              {name}
            </button>
          ) : (
            name
          )}
        </th>
        <td className={look}>
          <span aria-hidden="true">{verdictSign(test.verdict)} </span>
          {verdictName(test.verdict, trans)}
        </td>
        <td>
          {test.verdict === 'not_run' ? '' : duration(test.time_ms, trans)}
        </td>
        <td>{test.memory_kb ? memory(test.memory_kb, trans) : ''}</td>
      </tr>
      {hasDetail(test) && (
        <tr id={id} hidden={!isOpen}>
          <td colSpan={4}>
            <CaseDetail test={test} trans={trans} />
          </td>
        </tr>
      )}
    </>
  );
}

function hasDetail({ visibility, verdict }: ReportCase): boolean {
  return visibility === 'sample' && verdict !== 'not_run';
}

function isTelling(test: ReportCase): boolean {
  return hasDetail(test) && test.verdict !== 'accepted';
}

function nameOf(
  cases: readonly ReportCase[],
  index: number,
  trans: TranslationBundle
): string {
  const test = cases[index];
  if (test?.visibility !== 'sample') {
    const kind = test ? categoryName(test.category, trans) : '';
    return trans.__('Test %1 (%2)', index + 1, kind);
  }
  const before = cases.slice(0, index + 1);
  const number = before.filter(c => c.visibility === 'sample').length;
  return trans.__('Example %1', number);
}
