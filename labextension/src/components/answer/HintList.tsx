import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { HintReply } from '../../contracts';
import { InlineCode } from './InlineCode';

interface IHintListProps {
  hints: readonly HintReply[];
  trans: TranslationBundle;
}

/** The hints that were asked for. */
export function HintList(props: IHintListProps): React.ReactElement | null {
  const { hints, trans } = props;
  const id = React.useId();
  if (hints.length === 0) {
    return null;
  }
  const isLast = hints.at(-1)?.next_level === null;
  return (
    <div className="jp-codemm-Hints" role="group" aria-labelledby={id}>
      <p id={id} className="jp-codemm-Answer-title">
        {trans.__('Hints')}
      </p>
      <ol className="jp-codemm-List">
        {hints.map(({ level, text }) => (
          <li key={level} className="jp-codemm-Hints-item">
            <InlineCode text={text} />
          </li>
        ))}
      </ol>
      {isLast && (
        <p className="jp-codemm-Quiet">{trans.__('This was the last hint.')}</p>
      )}
    </div>
  );
}
