import type { Note } from '../contracts';
import type { IJourney } from './journey';
import type { Source } from './judge';
import type { KernelRun } from './kernelRuns';
import type { RecordModel } from './record';

/** What somebody does with a problem that pages tell of. */
export type Done = 'opened' | 'saved' | 'autosaved' | 'reset';

/** What answer cells have to do with the learner's record. */
export interface IRecording {
  readonly notes: Notes;
  readonly record: RecordModel;
  /** A submission has its verdict. */
  judged(): void;
  /** Show what is recorded, and the ways to end that. */
  show(): void;
  /** Look back at the work on a problem. */
  replay(problemId: string, title: string): void;
}

/**
 * Tells the server what is done in a notebook, in its order and in nobody's way: what cannot be
 * told is not told, and nothing is while the record is paused.
 */
export class Notes {
  constructor(
    private readonly _journey: Pick<IJourney, 'note'>,
    private readonly _record: Pick<RecordModel, 'heard' | 'isOn' | 'known'>
  ) {}

  /**
   * Tell what was done with a problem. `opened` is told once, and a save only of code that is not
   * what was told last.
   */
  tell(what: Done, problemId: string, source: Source): void {
    const code = JSON.stringify(source);
    const last = this._last.get(problemId);
    const isNews =
      what === 'opened'
        ? last === undefined
        : what === 'reset' || last !== code;
    if (isNews) {
      this._last.set(problemId, code);
      this._send({ problem_id: problemId, what, source });
    }
  }

  /** Tell of a run in the kernel; each is news. */
  ran(problemId: string, source: Source, run: KernelRun): void {
    this._last.set(problemId, JSON.stringify(source));
    this._send({ problem_id: problemId, what: 'ran', source, run });
  }

  /** The notebook was closed, and with it all its problems. */
  closed(): void {
    for (const problemId of this._last.keys()) {
      this._send({ problem_id: problemId, what: 'closed' });
    }
    this._last.clear();
  }

  /**
   * The page is being left: tell at once that the problems of this notebook are closed. A page that
   * comes back tells of its work as a new one does.
   */
  left(): void {
    for (const problemId of this._last.keys()) {
      if (this._record.isOn) {
        const note: Partial<Note> = { problem_id: problemId, what: 'closed' };
        void this._journey.note(note, true).catch(() => undefined);
      }
    }
    this._last.clear();
  }

  /** Settles when everything was told that was to be told. */
  get done(): Promise<void> {
    return this._sending;
  }

  private _send(note: Partial<Note>): void {
    this._sending = this._sending
      .then(async () => {
        if (await this._record.known()) {
          this._record.heard(await this._journey.note(note));
        }
      })
      .catch(() => undefined);
  }

  /** What was told last of the code of a problem. */
  private readonly _last = new Map<string, string>();
  private _sending = Promise.resolve();
}
