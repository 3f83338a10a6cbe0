import type { LearnerRecord, SubmissionSummary } from '../../contracts';
import type { IService } from '../service';
import { SignsModel } from './signs';

export interface IShownLearner {
  readonly record: LearnerRecord;
  readonly submissions: readonly SubmissionSummary[];
}

/** What one learner did for a class. */
export class LearnerModel extends SignsModel<IShownLearner> {
  constructor(service: IService, classId: string, user: string) {
    super(service, classId, async signal => {
      const [record, made] = await Promise.all([
        service.learner(classId, user, signal),
        service.submissions(classId, user, null, signal)
      ]);
      return { record, submissions: made.submissions };
    });
  }
}
