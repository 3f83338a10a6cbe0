import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { AnswerSource } from '../../contracts';

interface IAnswerSourcesProps {
  sources: readonly AnswerSource[];
  trans: TranslationBundle;
}

/** The documents that an answer rests on. Their titles are text and nothing else. */
export function AnswerSources(
  props: IAnswerSourcesProps
): React.ReactElement | null {
  const { sources, trans } = props;
  const id = React.useId();
  if (sources.length === 0) {
    return null;
  }
  return (
    <div className="jp-codemm-Sources">
      <p id={id} className="jp-codemm-Quiet">
        {trans.__('Sources used')}
      </p>
      <ul className="jp-codemm-List" aria-labelledby={id}>
        {sources.map((each, index) => (
          <li key={each.chunk_ids[0] ?? index}>
            {each.place
              ? trans.__('%1, %2', each.title, each.place)
              : each.title}
          </li>
        ))}
      </ul>
    </div>
  );
}
