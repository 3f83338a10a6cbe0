import type {
  ChallengeTerms,
  ChallengeView,
  DeletedChallenge
} from '../../contracts';
import type { IService } from '../service';
import { PageModel } from './base';
import { DeletedModel } from './deleted';

export type ChallengeErrand =
  'giving' | 'taking in' | 'publishing' | 'renewing' | 'deleting';

/** The ids of what is done with no challenge yet. */
export const GIVING = '';
export const TAKING_IN = ' ';

/** The challenges of a class. */
export class ChallengesModel extends PageModel<
  readonly ChallengeView[],
  ChallengeErrand
> {
  /** Who `mayRestore` is told what was deleted from the class, too. */
  constructor(
    private readonly _service: IService,
    private readonly _classId: string,
    mayRestore: boolean
  ) {
    super(async signal => {
      const { challenges } = await _service.challenges(_classId, signal);
      return challenges;
    });
    this.deleted = new DeletedModel(
      async signal =>
        mayRestore
          ? (await _service.deletedChallenges(_classId, signal)).challenges
          : [],
      async ({ id }) => {
        await _service.restoreChallenge(_classId, id);
        await this.refresh();
      }
    );
    this.deleted.changed.connect(this.announce, this);
  }

  /** What was deleted from the class. */
  readonly deleted: DeletedModel<DeletedChallenge>;

  override dispose(): void {
    this.deleted.dispose();
    super.dispose();
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

  /** Hide a challenge everywhere; from `deleted` it can be restored. */
  async remove({ challenge }: ChallengeView): Promise<void> {
    const { id, title } = challenge;
    await this.run(id, 'deleting', async () => {
      await this._service.deleteChallenge(id);
      await this.refresh();
      await this.deleted.add(id, title);
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
