import type { Submission, SubmissionSummary } from '../contracts';
import { insist, type Pause } from './insisting';
import type { IJudge } from './judge';

const HOLD_SECONDS = 20;

interface IWaiting {
  readonly pause: Pause;
  readonly signal: AbortSignal;
  /** Told how the submission stands, and whether the server is away. */
  readonly told: (news: { submission?: Submission; lost: boolean }) => void;
}

/** A submission was taken back by somebody else than who waits; `note` may say why. */
export class TakenBackError extends Error {
  constructor(readonly note: string) {
    super('taken back');
    this.name = 'TakenBackError';
  }
}

/** Wait until a submission is judged or taken back, also while the server is away. */
export async function awaitVerdict(
  judge: Pick<IJudge, 'getSubmission'>,
  sent: Submission,
  { pause, signal, told }: IWaiting
): Promise<Submission> {
  let record = sent;
  while (isUnderWay(record)) {
    told({ submission: record, lost: false });
    record = await insist(
      () => judge.getSubmission(sent.id, HOLD_SECONDS, signal),
      {
        pause,
        signal,
        lost: () => {
          told({ lost: true });
        }
      }
    );
  }
  return record;
}

/** Fetch the newest submission of a list that has its verdict; null when none has. */
export async function newestDone(
  judge: Pick<IJudge, 'getSubmission'>,
  listed: readonly SubmissionSummary[],
  signal: AbortSignal
): Promise<Submission | null> {
  const done = listed.find(({ status }) => status === 'done');
  return done ? judge.getSubmission(done.id, 0, signal) : null;
}

/** Whether a submission has no verdict yet and will have one. */
export function isUnderWay({ status }: Pick<Submission, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}
