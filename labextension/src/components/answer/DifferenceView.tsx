import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { compareLines, type ILine } from '../../models/lines';

const SIGNS: Record<ILine['kind'], string> = {
  same: ' ',
  removed: '−',
  added: '+'
};

interface IDifferenceViewProps {
  before: string;
  after: string;
  /** Names what is shown to those who do not see it. */
  label: string;
  trans: TranslationBundle;
}

/** What changes from one text to another, line by line. */
export function DifferenceView(
  props: IDifferenceViewProps
): React.ReactElement {
  const { before, after, label, trans } = props;
  if (before === after) {
    return (
      <p className="jp-codemm-Quiet">
        {trans.__('It is the same as in the cell.')}
      </p>
    );
  }
  return (
    <pre
      className="jp-codemm-Difference"
      role="group"
      aria-label={label}
      tabIndex={0}
    >
      {compareLines(before, after).map(({ kind, text }, index) => (
        <Line key={index} kind={kind} text={text} />
      ))}
    </pre>
  );
}

function Line({ kind, text }: ILine): React.ReactElement {
  const content = `${SIGNS[kind]} ${text}\n`;
  switch (kind) {
    case 'same':
      return <span>{content}</span>;
    case 'removed':
      return <del>{content}</del>;
    case 'added':
      return <ins>{content}</ins>;
  }
}
