import type {
  Challenge,
  Grade,
  GradeEvent,
  JudgedAgain,
  SubmissionSummary
} from '../../contracts';
import type { IService } from '../service';
import { ApiError } from '../../refusals';
import { PageModel } from './base';

/** All that is known of what somebody has for a challenge. */
export interface IGradeRecord {
  readonly challenge: Challenge;
  /** Null as long as nothing was ever graded. */
  readonly grade: Grade | null;
  readonly events: readonly GradeEvent[];
  /** What tests that were fixed said of submissions. */
  readonly judgedAgain: readonly JudgedAgain[];
  readonly submissions: readonly SubmissionSummary[];
  readonly titles: ReadonlyMap<string, string>;
}

const DECISION = '';

/** What somebody has for a challenge, and what a teacher decides. Typed words stay until saved. */
export class GradeModel extends PageModel<
  IGradeRecord,
  'deciding' | 'taking back'
> {
  constructor(
    private readonly _service: IService,
    classId: string,
    private readonly _challengeId: string,
    private readonly _user: string
  ) {
    super(async signal => {
      const [list, history, made] = await Promise.all([
        _service.challenges(classId, signal),
        _service.history(_challengeId, _user, signal),
        _service.submissions(classId, _user, _challengeId, signal)
      ]);
      const found = list.challenges.find(
        ({ challenge }) => challenge.id === _challengeId
      );
      if (!found) {
        const told = `There is no challenge ${_challengeId}.`;
        throw new ApiError(404, 'not_found', told);
      }
      return {
        challenge: found.challenge,
        grade: history.events.at(-1)?.after ?? null,
        events: history.events,
        judgedAgain: history.judged_again,
        submissions: made.submissions,
        titles: new Map(found.problems.map(each => [each.id, each.title]))
      };
    });
  }

  /** How it stands with the decision: under way, or why it was not taken. */
  get deciding(): 'deciding' | 'taking back' | Error | null {
    return this.errands.get(DECISION) ?? null;
  }

  /** Decide, in points of the challenge; returns whether it holds. */
  async decide(points: number, comment: string): Promise<boolean> {
    const worth = this.shown.value?.challenge.terms.points ?? 100;
    return this.run(DECISION, 'deciding', async () => {
      await this._service.decide(
        this._challengeId,
        this._user,
        (100 * points) / worth,
        comment
      );
      await this.refresh();
    });
  }

  /** Let what the tests say count again. */
  async takeBack(): Promise<boolean> {
    return this.run(DECISION, 'taking back', async () => {
      await this._service.decide(this._challengeId, this._user, null, '');
      await this.refresh();
    });
  }
}
