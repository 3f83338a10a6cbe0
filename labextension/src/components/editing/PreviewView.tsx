import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ILearnerView } from '../../models/learnerView';
import type { ILoadable } from '../../models/resource';
import { LoadState } from '../LoadState';
import { MarkdownText, type RenderMarkdown } from '../MarkdownText';

interface IPreviewViewProps {
  preview: ILoadable<ILearnerView | null>;
  render: RenderMarkdown | null;
  trans: TranslationBundle;
  onRetry: () => void;
}

/** A problem as learners find it in their notebook, and nothing else of it. */
export function PreviewView(props: IPreviewViewProps): React.ReactElement {
  const { preview, render, trans, onRetry } = props;
  return (
    <LoadState of={preview} trans={trans} onRetry={onRetry}>
      {view =>
        view === null ? null : (
          <div className="jp-codemm-Preview">
            <MarkdownText source={view.statement} render={render} />
            <h3>{trans.__('Starter code')}</h3>
            <pre
              className="jp-codemm-Code"
              tabIndex={0}
              role="group"
              aria-label={trans.__('Starter code')}
            >
              {view.starter}
            </pre>
          </div>
        )
      }
    </LoadState>
  );
}
