import type { LiveClass } from '../../contracts';
import type { IService } from '../service';
import { SignsModel } from './signs';

export const LIVE_MS = 10_000;

/** A class as it works, asked for again and again while somebody looks. */
export class LiveModel extends SignsModel<LiveClass> {
  constructor(service: IService, classId: string, isSeen: () => boolean) {
    super(service, classId, signal => service.live(classId, signal));
    this._timer = setInterval(() => {
      if (isSeen() && !this.shown.loading) {
        void this.refresh();
      }
    }, LIVE_MS);
  }

  override dispose(): void {
    clearInterval(this._timer);
    super.dispose();
  }

  private readonly _timer: ReturnType<typeof setInterval>;
}
