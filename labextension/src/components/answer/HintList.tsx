import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IHint } from '../../models/talk';
import { InlineCode } from './InlineCode';
import { ModelAtWork } from './ModelAtWork';

interface IHintListProps {
  hints: readonly IHint[];
  /** Whether the one that was asked for last had been shown before. */
  isRepeated: boolean;
  trans: TranslationBundle;
  onStopModel: (key: string) => void;
}

/** The hints that came with verdicts and those that were asked for. */
export function HintList(props: IHintListProps): React.ReactElement | null {
  const { hints, isRepeated, trans, onStopModel } = props;
  const id = React.useId();
  if (hints.length === 0) {
    return null;
  }
  return (
    <div className="jp-codemm-Hints" role="group" aria-labelledby={id}>
      <p id={id} className="jp-codemm-Answer-title">
        {trans.__('Hints')}
      </p>
      <ol className="jp-codemm-List">
        {hints.map(({ text, better, wording }) => (
          <li key={text} className="jp-codemm-Hints-item" tabIndex={-1}>
            <InlineCode text={text} />
            {(better !== undefined || wording) && (
              <div aria-live="polite" aria-busy={Boolean(wording)}>
                {better && (
                  <p className="jp-codemm-Hints-better">
                    <InlineCode text={better} />
                  </p>
                )}
              </div>
            )}
            {wording && (
              <ModelAtWork
                text={
                  better
                    ? trans.__('More is coming…')
                    : trans.__('Asking the model for other words…')
                }
                trans={trans}
                onStop={() => {
                  onStopModel(wording);
                }}
              />
            )}
          </li>
        ))}
      </ol>
      {isRepeated && (
        <p className="jp-codemm-Quiet" role="status">
          {trans.__(
            'There is no new hint yet. Try what the last one says, then ask again.'
          )}
        </p>
      )}
    </div>
  );
}
