import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IGeneration } from '../models/generations';
import { lostText, progressText } from './generationWords';

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
      {generation.lost && (
        <span className="jp-codemm-Wrong">
          {lostText(generation.lost, trans)}
        </span>
      )}
    </li>
  );
}
