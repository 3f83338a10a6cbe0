import type { TranslationBundle } from '@jupyterlab/translation';

import type { ModelUse, SessionSummary, SlotProving } from '../contracts';
import type { IProgress, ISlotProgress } from '../models/progress';
import { gateName } from './gateNames';
import { errorText, isSignedOut } from './words';

const MICROS = 1_000_000;

/** How far a whole generation is. */
export function progressText(
  progress: IProgress,
  trans: TranslationBundle
): string {
  switch (progress.end) {
    case 'failed':
      return trans.__('Generation failed: %1', progress.reason);
    case 'cancelled':
      return trans._n(
        'Generation was cancelled; %1 proven problem is kept.',
        'Generation was cancelled; %1 proven problems are kept.',
        progress.completed
      );
    case 'completed':
      return progress.failed === 0
        ? trans._n(
            'Done: %1 problem proven',
            'Done: %1 problems proven',
            progress.completed
          )
        : trans.__(
            'Done: %1 of %2 problems proven',
            progress.completed,
            progress.completed + progress.failed
          );
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

/** Why nothing more is heard of a generation just now. */
export function lostText(lost: Error, trans: TranslationBundle): string {
  if (isSignedOut(lost)) {
    return trans.__(
      'You are not signed in any more. Sign in in another tab: this page goes on by itself.'
    );
  }
  return trans.__(
    'Nothing is heard of it just now; this page goes on trying. (%1)',
    errorText(lost, trans)
  );
}

/** What happens to a slot right now, or what became of it. */
export function slotText(
  slot: ISlotProgress,
  end: IProgress['end'],
  trans: TranslationBundle
): string {
  switch (slot.state) {
    case 'proven':
      return trans.__('Proven');
    case 'failed':
      return slot.reason;
    case 'waiting':
      return end === null ? trans.__('Waiting') : trans.__('Not begun');
    case 'writing':
    case 'proving':
      return end === null ? workText(slot, trans) : trans.__('Stopped');
  }
}

function workText(slot: ISlotProgress, trans: TranslationBundle): string {
  const work =
    slot.state === 'proving' && slot.step !== null
      ? stepText(slot.step, trans)
      : trans.__('Writing the problem');
  if (slot.attempt < 2) {
    return work;
  }
  return slot.refusedBy === ''
    ? trans.__('%1 (attempt %2)', work, slot.attempt)
    : trans.__(
        '%1 (attempt %2; the last was refused: %3)',
        work,
        slot.attempt,
        gateName(slot.refusedBy, trans)
      );
}

/** What is being proven of a draft. */
export function stepText(
  step: SlotProving['step'],
  trans: TranslationBundle
): string {
  switch (step) {
    case 'waiting':
      return trans.__('Written; waiting for its proof');
    case 'text':
      return trans.__('Reading the problem for mistakes');
    case 'reference':
      return trans.__('Running the reference solution');
    case 'tests':
      return trans.__('Choosing tests that refuse wrong programs');
    case 'runs':
      return trans.__('Judging the starter and wrong programs');
  }
}

/** What a model took, in tokens and, where there is a price, in money. */
export function costText(spent: ModelUse, trans: TranslationBundle): string {
  const tokens = spent.tokens_in + spent.tokens_out;
  const used = trans._n('%1 token', '%1 tokens', tokens);
  return spent.cost_micros === null
    ? used
    : trans.__('%1, cost %2', used, (spent.cost_micros / MICROS).toFixed(4));
}

/** A span of time as minutes and seconds. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const rest = String(seconds % 60).padStart(2, '0');
  return `${Math.floor(seconds / 60)}:${rest}`;
}

/** The state of an authoring session. */
export function sessionStateName(
  state: SessionSummary['state'],
  trans: TranslationBundle
): string {
  switch (state) {
    case 'DRAFT':
      return trans.__('New');
    case 'CLARIFYING':
      return trans.__('In conversation');
    case 'READY':
      return trans.__('Ready to generate');
    case 'GENERATING':
      return trans.__('Generating');
    case 'SAVED':
      return trans.__('Finished');
    case 'FAILED':
      return trans.__('Needs attention');
  }
}
