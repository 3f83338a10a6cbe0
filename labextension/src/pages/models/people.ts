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
    super(async signal => {
      const { memberships } = await _service.roster(_classId, signal);
      return memberships;
    });
  }

  /** What would become of the list that was chosen, or what became of it. */
  get report(): RosterReport | null {
    return this._report;
  }

  /** Give somebody a role in place of the one before; returns whether they have it. */
  async grant(user: string, role: Role): Promise<boolean> {
    return this.run(user, 'granting', async () => {
      const roster = await this._service.grant(this._classId, user, role);
      this.put(roster.memberships);
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

  private _list: Blob | null = null;
  private _report: RosterReport | null = null;
}
