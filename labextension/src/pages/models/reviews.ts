import type { ReviewQueue, ReviewRequest } from '../../contracts';
import type { IService } from '../service';
import { PageModel } from './base';

/** What waits for a person, and what people decided. */
export class ReviewsModel extends PageModel<
  ReviewQueue,
  'grading' | 'reopening'
> {
  constructor(
    private readonly _service: IService,
    private readonly _challengeId: string
  ) {
    super(signal => _service.reviews(_challengeId, signal));
  }

  /** Grade somebody's work; returns whether it holds. */
  async grade(
    user: string,
    review: Pick<ReviewRequest, 'percent' | 'rubric' | 'comment'>
  ): Promise<boolean> {
    return this.run(user, 'grading', async () => {
      await this._service.review(this._challengeId, { user, ...review });
      await this.refresh();
    });
  }

  /** Let it wait for a person again. */
  async reopen(user: string): Promise<void> {
    await this.run(user, 'reopening', async () => {
      await this._service.review(this._challengeId, { user, reopen: true });
      await this.refresh();
    });
  }
}
