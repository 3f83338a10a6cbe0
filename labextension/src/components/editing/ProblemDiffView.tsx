import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { FieldChange, ProblemDiff, TestChange } from '../../contracts';
import { testsText } from '../../models/problemEntry';
import { DifferenceView } from '../answer/DifferenceView';
import { problemFieldName } from './editWords';
import { WordDiff } from './WordDiff';

interface IProblemDiffViewProps {
  diff: ProblemDiff;
  trans: TranslationBundle;
}

/** What a change does to a problem: field by field, then test by test. */
export function ProblemDiffView(
  props: IProblemDiffViewProps
): React.ReactElement {
  const { diff, trans } = props;
  return (
    <section className="jp-codemm-Diff" aria-label={trans.__('Differences')}>
      {diff.fields.map(change => (
        <Field key={change.field} change={change} trans={trans} />
      ))}
      {diff.tests.length > 0 && (
        <details className="jp-codemm-Details">
          <summary>
            {trans._n('%1 test differs', '%1 tests differ', diff.tests.length)}
          </summary>
          <ul className="jp-codemm-List">
            {diff.tests.map(change => (
              <Test key={change.name} change={change} trans={trans} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const CODE = ['starter', 'signature', 'limits'];

function Field(props: { change: FieldChange; trans: TranslationBundle }) {
  const { change, trans } = props;
  const name = problemFieldName(change.field, trans);
  const isCode = CODE.includes(change.field);
  return (
    <div className="jp-codemm-Diff-field">
      <h3>{name}</h3>
      {change.field === 'starter' && change.old !== '' ? (
        <DifferenceView
          before={change.old}
          after={change.new}
          label={trans.__('%1, line by line', name)}
          trans={trans}
        />
      ) : (
        <div className={isCode ? 'jp-codemm-Code' : ''}>
          <WordDiff before={change.old} after={change.new} trans={trans} />
        </div>
      )}
    </div>
  );
}

function Test(props: { change: TestChange; trans: TranslationBundle }) {
  const { change, trans } = props;
  const [before, after] = [change.old, change.new].map(test =>
    test ? testsText([test]).slice(4, -2) : ''
  );
  return (
    <li className="jp-codemm-Diff-test">
      <span>{testText(change, trans)}</span>
      <div className="jp-codemm-Code">
        <WordDiff before={before ?? ''} after={after ?? ''} trans={trans} />
      </div>
    </li>
  );
}

function testText(change: TestChange, trans: TranslationBundle): string {
  const kind =
    change.visibility === 'sample' ? trans.__('sample') : trans.__('hidden');
  switch (change.change) {
    case 'added':
      return trans.__('%1 (%2): new', change.name, kind);
    case 'removed':
      return trans.__('%1 (%2): gone', change.name, kind);
    case 'changed':
      return trans.__('%1 (%2): changed', change.name, kind);
  }
}
