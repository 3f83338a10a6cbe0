import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IGeneration } from '../models/generations';
import type { IProgress } from '../models/progress';

interface IGenerationItemProps {
  generation: IGeneration;
  trans: TranslationBundle;
}

/** A generation under way, with the problems that are proven so far. */
export function GenerationItem(
  props: IGenerationItemProps
): React.ReactElement {
  const { generation, trans } = props;
  const { progress } = generation;
  const label = progressText(progress, trans);
  return (
    <li className="jp-codemm-Generation">
      <span className="jp-codemm-Activity-title">{generation.title}</span>
      {progress.end === null && (
        <progress
          className="jp-codemm-Generation-bar"
          aria-label={label}
          max={progress.total ?? 1}
          {...(progress.total === null
            ? {}
            : { value: progress.completed + progress.failed })}
        />
      )}
      <span className="jp-codemm-Activity-facts">{label}</span>
    </li>
  );
}

function progressText(progress: IProgress, trans: TranslationBundle): string {
  switch (progress.end) {
    case 'failed':
      return trans.__('Generation failed: %1', progress.reason);
    case 'cancelled':
      return trans.__('Generation was cancelled.');
    case 'completed':
      return trans.__('Generation is complete.');
    case null:
      return progress.total === null
        ? trans.__('Generating…')
        : trans.__(
            'Generating: %1 of %2 problems proven',
            progress.completed,
            progress.total
          );
  }
}
