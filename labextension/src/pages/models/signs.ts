import type { StruggleAlert } from '../../contracts';
import type { IService } from '../service';
import { PageModel } from './base';

/** A view with learners' signs of struggle, which staff deals with. */
export abstract class SignsModel<T> extends PageModel<T, 'deciding'> {
  constructor(
    private readonly _service: IService,
    private readonly _classId: string,
    fetch: (signal: AbortSignal) => Promise<T>
  ) {
    super(fetch);
  }

  /** Say that a sign was dealt with, or take that back. What is shown follows, refused or not. */
  async decide(
    user: string,
    alert: StruggleAlert,
    isHandled: boolean
  ): Promise<void> {
    await this.run(signKey(user, alert), 'deciding', async () => {
      try {
        await this._service.decideAlert(this._classId, user, alert, isHandled);
      } finally {
        await this.refresh();
      }
    });
  }
}

/** What names a sign: there is one of its kind and topic at a time. */
export function signKey(user: string, alert: StruggleAlert): string {
  return JSON.stringify([user, alert.trigger, alert.topic]);
}
