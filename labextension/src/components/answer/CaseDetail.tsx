import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type {
  ReportCase,
  ReportGiven,
  ReportPart,
  ReportTable,
  ReportTables
} from '../../contracts';

interface ICaseDetailProps {
  test: ReportCase;
  trans: TranslationBundle;
}

/** What went into an example and came out of it, with what differs. */
export function CaseDetail(props: ICaseDetailProps): React.ReactElement {
  const { test, trans } = props;
  return (
    <dl className="jp-codemm-Case">
      {test.given.map((given, index) => (
        <Field key={index} label={givenName(given, trans)}>
          <Text parts={[{ text: given.text, differs: false }]} trans={trans} />
        </Field>
      ))}
      {test.compared.map(({ channel, expected, got }, index) => (
        <React.Fragment key={index}>
          <Field label={expectedName(channel, trans)}>
            <Text parts={expected} trans={trans} />
          </Field>
          {got && (
            <Field label={gotName(channel, trans)}>
              <Text parts={got} trans={trans} />
            </Field>
          )}
        </React.Fragment>
      ))}
      {test.tables.map((tables, index) => (
        <Tables key={index} tables={tables} trans={trans} />
      ))}
      {test.printed && (
        <Field label={trans.__('Printed besides')}>
          <pre>{test.printed}</pre>
        </Field>
      )}
      {test.message && (
        <Field label={trans.__('Message')}>
          <pre>{test.message}</pre>
        </Field>
      )}
    </dl>
  );
}

function Field(props: {
  label: string;
  children: React.ReactNode;
}): React.ReactElement {
  return (
    <div className="jp-codemm-Case-field">
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Text(props: {
  parts: readonly ReportPart[];
  trans: TranslationBundle;
}): React.ReactElement {
  const { parts, trans } = props;
  if (parts.every(({ text }) => text === '')) {
    return <em>{trans.__('(nothing)')}</em>;
  }
  return (
    <pre>
      {parts.map(({ text, differs }, index) =>
        differs ? (
          <mark key={index}>{text}</mark>
        ) : (
          <span key={index}>{text}</span>
        )
      )}
    </pre>
  );
}

function Tables(props: {
  tables: ReportTables;
  trans: TranslationBundle;
}): React.ReactElement {
  const { tables, trans } = props;
  const { name, expected, got } = tables;
  return (
    <>
      <Field label={expectedTable(tables, trans)}>
        <Rows table={expected} trans={trans} />
      </Field>
      {got && (
        <Field label={name ? trans.__('Got (%1)', name) : trans.__('Got')}>
          <Rows table={got} trans={trans} />
        </Field>
      )}
    </>
  );
}

function Rows(props: {
  table: ReportTable;
  trans: TranslationBundle;
}): React.ReactElement {
  const { table, trans } = props;
  if (table.rows.length === 0) {
    return <em>{trans.__('(no rows)')}</em>;
  }
  return (
    <>
      <table className="jp-codemm-Rows">
        <thead>
          <tr>
            <td />
            {table.columns.map((column, index) => (
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ differs, cells }, index) => (
            <tr key={index}>
              <td>{differs && <Differs trans={trans} />}</td>
              {cells.map((cell, at) => (
                <td key={at}>{differs ? <mark>{cell}</mark> : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.left_out > 0 && (
        <p>{trans._n('… %1 more row', '… %1 more rows', table.left_out)}</p>
      )}
    </>
  );
}

function Differs({ trans }: { trans: TranslationBundle }): React.ReactElement {
  return (
    <span className="jp-mod-bad">
      <span aria-hidden="true">≠</span>
      <span className="jp-codemm-Hidden">{trans.__('differs')}</span>
    </span>
  );
}

function givenName({ kind }: ReportGiven, trans: TranslationBundle): string {
  switch (kind) {
    case 'call':
      return trans.__('Call');
    case 'input':
      return trans.__('Input');
    case 'tables':
      return trans.__('Tables');
  }
}

function expectedName(
  channel: 'result' | 'printed',
  trans: TranslationBundle
): string {
  return channel === 'result'
    ? trans.__('Expected')
    : trans.__('Expected output');
}

function gotName(
  channel: 'result' | 'printed',
  trans: TranslationBundle
): string {
  return channel === 'result' ? trans.__('Got') : trans.__('Got output');
}

function expectedTable(
  { name, ordered }: ReportTables,
  trans: TranslationBundle
): string {
  if (name) {
    return ordered
      ? trans.__('Expected (%1)', name)
      : trans.__('Expected (%1), in any order', name);
  }
  return ordered ? trans.__('Expected') : trans.__('Expected, in any order');
}
