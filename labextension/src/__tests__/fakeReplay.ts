import type { ReplayStep, Timeline, TimelineRow } from '../contracts';
import { type IReplaySource, type TimelinePart } from '../models/replay';
import { row, step } from './journeySteps';

export interface IAsked {
  step: number;
  signal: AbortSignal;
  answer: (value: ReplayStep) => void;
  refuse: (error: Error) => void;
}

/**
 * A journey of five rows; in `patient` steps are answered when a test says so. With `rest` there
 * its beginning is two rows, and the whole comes when that is done.
 */
export class Source implements IReplaySource {
  readonly asked: IAsked[] = [];
  failure: Error | null = null;
  isPatient = false;
  rest: Promise<void> | null = null;
  rows: TimelineRow[] = [1, 2, 4, 5, 7].map(n => row({ step: n }));

  async getTimeline(part: TimelinePart): Promise<Timeline> {
    const isShort = part === 'beginning' && this.rest !== null;
    const rows = this.rows.slice(0, isShort ? 2 : undefined);
    if (part === 'whole') {
      await this.rest;
    }
    if (this.failure) {
      throw this.failure;
    }
    return { problem_id: 'p', steps: 7, rows, complete: !isShort };
  }

  getStep(number: number, signal: AbortSignal): Promise<ReplayStep> {
    if (this.failure) {
      return Promise.reject(this.failure);
    }
    return new Promise((answer, refuse) => {
      this.asked.push({ step: number, signal, answer, refuse });
      if (!this.isPatient) {
        answer(step({ step: number, code: `code ${number}` }));
      }
    });
  }
}
