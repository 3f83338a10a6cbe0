import type { ChallengeTerms, ChallengeView } from '../../contracts';
import type { IService } from '../service';
import { PageModel } from './base';
import type { GoneThings, IGone } from './gone';

export type ChallengeErrand =
  'giving' | 'taking in' | 'publishing' | 'renewing' | 'deleting' | 'restoring';

/** The ids of what is done with no challenge yet. */
export const GIVING = '';
export const TAKING_IN = ' ';

/** The challenges of a class. */
export class ChallengesModel extends PageModel<
  readonly ChallengeView[],
  ChallengeErrand
> {
  constructor(
    private readonly _service: IService,
    private readonly _classId: string,
    private readonly _gone: GoneThings
  ) {
    super(async signal => {
      const { challenges } = await _service.challenges(_classId, signal);
      return challenges;
    });
  }

  /** What was deleted from the class here lately, the newest first. */
  get deleted(): readonly IGone[] {
    const there = this.shown.value?.map(({ challenge }) => challenge.id) ?? [];
    return this._gone.all.filter(
      ({ id, within }) => within === this._classId && !there.includes(id)
    );
  }

  /** Give an activity to the class as a draft; returns whether it is there. */
  async give(
    activityId: string,
    title: string,
    terms: ChallengeTerms
  ): Promise<boolean> {
    return this.run(GIVING, 'giving', async () => {
      const asked = title.trim() === '' ? null : title;
      await this._service.give(this._classId, activityId, asked, terms);
      await this.refresh();
    });
  }

  /** Make a draft of a bundle; returns whether it is there. */
  async takeIn(bundle: Blob): Promise<boolean> {
    return this.run(TAKING_IN, 'taking in', async () => {
      await this._service.takeIn(this._classId, bundle);
      await this.refresh();
    });
  }

  /** Let learners see a draft, or make a draft again of what they see. */
  async publish({ challenge }: ChallengeView): Promise<void> {
    await this.run(challenge.id, 'publishing', async () => {
      await this._settled(
        this._service.changeChallenge(challenge.id, {
          version: challenge.version,
          state: challenge.state === 'draft' ? 'published' : 'draft'
        })
      );
    });
  }

  /** Give the newest version of the activity from now on. */
  async renew({ challenge }: ChallengeView): Promise<void> {
    await this.run(challenge.id, 'renewing', async () => {
      await this._settled(
        this._service.changeChallenge(challenge.id, {
          version: challenge.version,
          newest: true
        })
      );
    });
  }

  /** Hide a challenge everywhere; `restore` undoes it. */
  async remove({ challenge }: ChallengeView): Promise<void> {
    const { id, title: name } = challenge;
    await this.run(id, 'deleting', async () => {
      await this._service.deleteChallenge(id);
      this._gone.add({ id, name, within: this._classId });
      await this.refresh();
    });
  }

  /** Bring a deleted challenge back. */
  async restore({ id, within }: IGone): Promise<void> {
    await this.run(id, 'restoring', async () => {
      await this._service.restoreChallenge(within, id);
      this._gone.remove(id);
      await this.refresh();
    });
  }

  /** What is shown follows a change, and a refusal too: somebody else may have changed it. */
  private async _settled(change: Promise<unknown>): Promise<void> {
    try {
      await change;
    } finally {
      await this.refresh();
    }
  }
}
