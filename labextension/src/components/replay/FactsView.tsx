import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { TimelineRow } from '../../contracts';
import type { IMoment } from '../../models/replay';
import { difficultyName } from '../specWords';
import { languageName } from '../words';
import { clockText, momentText } from './replayWords';

interface IFactsViewProps {
  moment: IMoment;
  row: TimelineRow | undefined;
  /** When the journey began. */
  startedAt: string | null;
  trans: TranslationBundle;
}

/** What happened at a moment, when, and how things stood. */
export function FactsView(props: IFactsViewProps): React.ReactElement {
  const { moment, row, startedAt, trans } = props;
  const { step } = moment;
  const facts: readonly (readonly [string, string])[] = [
    ...(row && startedAt
      ? ([
          [trans.__('At'), momentText(row.at)],
          [
            trans.__('Since the start'),
            clockText(Date.parse(row.at) - Date.parse(startedAt))
          ]
        ] as const)
      : []),
    [trans.__('Working time'), clockText(step.active_ms)],
    [trans.__('Submissions'), step.attempts.toLocaleString()],
    [trans.__('Hints'), step.hints_used.toLocaleString()],
    [trans.__('Solved'), step.solved ? trans.__('yes') : trans.__('not yet')]
  ];
  return (
    <div className="jp-codemm-Replay-facts">
      {row && (
        <p className="jp-codemm-Replay-sentence">
          <strong>{row.sentence}</strong>
        </p>
      )}
      {step.facts && (
        <p className="jp-codemm-Quiet">
          {[
            step.facts.title,
            languageName(step.facts.language),
            difficultyName(step.facts.difficulty, trans)
          ].join(' · ')}
        </p>
      )}
      <dl className="jp-codemm-Totals">
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
