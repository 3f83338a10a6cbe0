import type { Submission } from '../contracts';
import { insist, type Pause } from './insisting';
import type { IJudge } from './judge';
import type { IWork } from './work';

const HOLD_SECONDS = 20;

interface IWaiting {
  readonly judge: Pick<IJudge, 'getSubmission'>;
  readonly pause: Pause;
  readonly signal: AbortSignal;
  /** Told how far it is, and whenever the server does not answer. */
  readonly tell: (news: Partial<IWork>) => void;
}

/** Whether a submission has its verdict still to come. */
export function isWaiting({ status }: Pick<Submission, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** Wait until a submission is decided, also while the server is away, and return it. */
export async function decided(
  submitted: Submission,
  { judge, pause, signal, tell }: IWaiting
): Promise<Submission> {
  let record = submitted;
  while (isWaiting(record)) {
    const { id } = record;
    tell({ submission: record, lost: false });
    record = await insist(() => judge.getSubmission(id, HOLD_SECONDS, signal), {
      pause,
      signal,
      lost: () => {
        tell({ lost: true });
      }
    });
  }
  return record;
}
