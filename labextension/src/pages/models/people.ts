import type { Membership, RosterReport } from '../../contracts';
import type { IService, Role } from '../service';
import { PageModel } from './base';

export type PeopleErrand = 'granting' | 'removing' | 'reading' | 'applying';

/** The id of what is done with a list of people. */
export const LIST = '';

/** Who is in a class. */
export class PeopleModel extends PageModel<
  readonly Membership[],
  PeopleErrand
> {
  constructor(
    private readonly _service: IService,
    private readonly _classId: string
  ) {
    const asked = { ended: false };
    super(async signal => {
      const { ended } = asked;
      const { memberships } = await _service.roster(_classId, ended, signal);
      return memberships;
    });
    this._asked = asked;
  }

  /** Whether those who have left are shown, too. */
  get showsEnded(): boolean {
    return this._asked.ended;
  }

  /** Show those who have left, too, or not. */
  async showEnded(ended: boolean): Promise<void> {
    this._asked.ended = ended;
    await this.refresh();
  }

  /** What would become of the list that was chosen, or what became of it. */
  get report(): RosterReport | null {
    return this._report;
  }

  /** Give somebody a role in place of the one before; returns whether they have it. */
  async grant(user: string, role: Role): Promise<boolean> {
    return this.run(user, 'granting', async () => {
      await this._service.grant(this._classId, user, role);
      await this.refresh();
    });
  }

  /** Take somebody out; what they did stays. */
  async remove(user: string): Promise<void> {
    await this.run(user, 'removing', async () => {
      await this._service.unenrol(this._classId, user);
      await this.refresh();
    });
  }

  /** Ask what would become of a list. */
  async preview(list: Blob): Promise<void> {
    this._list = list;
    this._report = null;
    await this.run(LIST, 'reading', async () => {
      this._report = await this._service.readRoster(this._classId, list, false);
    });
  }

  /** Let in who is on the list that was looked at. */
  async apply(): Promise<void> {
    const list = this._list;
    if (list === null) {
      return;
    }
    await this.run(LIST, 'applying', async () => {
      this._report = await this._service.readRoster(this._classId, list, true);
      this._list = null;
      await this.refresh();
    });
  }

  /** Let the list be. */
  forget(): void {
    this._list = null;
    this._report = null;
    this.announce();
  }

  private readonly _asked: { ended: boolean };
  private _list: Blob | null = null;
  private _report: RosterReport | null = null;
}
