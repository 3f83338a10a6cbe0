import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ModelCall, Verification } from '../contracts';
import { gateName } from './gateNames';
import { costText, durationText } from './generationWords';
import { LevelMark } from './LevelMark';
import { tierText } from './words';

/** What was proven of one problem, and what that took. */
export function ProblemProof(props: {
  record: Verification;
  trans: TranslationBundle;
}): React.ReactElement {
  const { record, trans } = props;
  const { proof, gates, calls } = record;
  return (
    <>
      <p className="jp-codemm-Activity-facts">
        <span>{trans.__('author: %1', record.author)}</span>
        <span>{trans._n('%1 attempt', '%1 attempts', record.attempts)}</span>
        <span>{durationText(record.elapsed_ms)}</span>
        <span>{trans.__('sandbox: %1', tierText(record.tier, trans))}</span>
        {calls.length > 0 && <span>{callsText(calls, trans)}</span>}
      </p>
      {proof && (
        <p>
          {trans.__(
            'The tests refuse %1 of %2 programs that are wrong in one small way; they were chosen from %3 inputs.',
            proof.killed,
            proof.killable,
            proof.pool
          )}
        </p>
      )}
      <ul className="jp-codemm-List" aria-label={trans.__('Checks')}>
        {gates.map(({ gate, ok, action }, index) => (
          <li key={index} className="jp-codemm-Finding">
            <LevelMark level={levelOf(ok, action)} trans={trans} />
            <span>{gateName(gate, trans)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function levelOf(
  ok: boolean,
  action: Verification['gates'][number]['action']
): 'ok' | 'warning' | 'missing' {
  if (!ok) {
    return 'missing';
  }
  return action === 'warned' ? 'warning' : 'ok';
}

function callsText(
  calls: readonly ModelCall[],
  trans: TranslationBundle
): string {
  const counted = calls.filter(call => call.outcome !== 'refused');
  const isPriced = counted.every(call => call.cost_micros !== null);
  const sum = (of: (call: ModelCall) => number): number =>
    counted.reduce((total, call) => total + of(call), 0);
  const spent = {
    calls: calls.length,
    tokens_in: sum(call => call.tokens_in),
    tokens_out: sum(call => call.tokens_out),
    cost_micros: isPriced ? sum(call => call.cost_micros ?? 0) : null
  };
  return costText(spent, trans);
}
