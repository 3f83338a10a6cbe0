import type { Regrade, RegradeReport } from '../../contracts';
import type { IService } from '../service';
import { PageModel } from './base';

export const PROGRESS_MS = 2000;

/** The runs that judge a challenge again, and what the one that is looked at has changed. */
export interface IRegrades {
  readonly runs: readonly Regrade[];
  readonly report: RegradeReport | null;
}

const RUN = '';

/** Judging a challenge again. While it goes on the page follows it. */
export class RegradesModel extends PageModel<
  IRegrades,
  'starting' | 'stopping'
> {
  constructor(
    private readonly _service: IService,
    private readonly _challengeId: string
  ) {
    const chosen: { id: string | null } = { id: null };
    super(async signal => {
      const { regrades } = await _service.regrades(_challengeId, signal);
      const id = chosen.id ?? regrades[0]?.id;
      const report =
        id === undefined
          ? null
          : await _service.regrade(_challengeId, id, signal);
      return { runs: regrades, report };
    });
    this._chosen = chosen;
    this._timer = setInterval(() => {
      const isRunning = this.running !== null;
      if (isRunning && !this.shown.loading && !this.shown.error) {
        void this.refresh();
      }
    }, PROGRESS_MS);
  }

  /** The run that is under way. */
  get running(): Regrade | null {
    const { runs } = this.shown.value ?? { runs: [] };
    return runs.find(each => each.state === 'running') ?? null;
  }

  /** How it stands with starting or stopping one. */
  get doing(): 'starting' | 'stopping' | Error | null {
    return this.errands.get(RUN) ?? null;
  }

  /** Look at what a run has changed. */
  async choose(id: string): Promise<void> {
    this._chosen.id = id;
    await this.refresh();
  }

  /** Judge everything that was submitted by the tests that are given now. */
  async start(): Promise<void> {
    await this.run(RUN, 'starting', async () => {
      const made = await this._service.startRegrade(this._challengeId);
      await this.choose(made.id);
    });
  }

  /** Stop; learners that are settled stay so. */
  async stop(id: string): Promise<void> {
    await this.run(RUN, 'stopping', async () => {
      await this._service.cancelRegrade(this._challengeId, id);
      await this.refresh();
    });
  }

  override dispose(): void {
    clearInterval(this._timer);
    super.dispose();
  }

  private readonly _chosen: { id: string | null };
  private readonly _timer: ReturnType<typeof setInterval>;
}
