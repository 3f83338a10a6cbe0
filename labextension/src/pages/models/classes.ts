import type { ClassChange, Classes, ClassOfMine } from '../../contracts';
import type { IService } from '../service';
import { PageModel } from './base';
import type { GoneThings, IGone } from './gone';

export type ClassErrand =
  'founding' | 'changing' | 'opening' | 'deleting' | 'restoring';

/** The id of what is done with no class yet. */
export const FOUNDING = '';

/** The classes of who has signed in. */
export class ClassesModel extends PageModel<Classes, ClassErrand> {
  constructor(
    private readonly _service: IService,
    private readonly _gone: GoneThings
  ) {
    super(signal => _service.classes(signal));
  }

  /** What was hidden here lately, the newest first. */
  get hidden(): readonly IGone[] {
    return this._gone.all.filter(({ id }) => this.of(id) === null);
  }

  /** One class; null when it is not theirs, or not known yet. */
  of(classId: string): ClassOfMine | null {
    const all = this.shown.value?.classes ?? [];
    return all.find(each => each.school_class.id === classId) ?? null;
  }

  /** Found a class; returns whether it is there. */
  async found(organizationId: string, name: string): Promise<boolean> {
    return this.run(FOUNDING, 'founding', async () => {
      await this._service.foundClass(organizationId, name);
      await this.refresh();
    });
  }

  /**
   * Change a class as it was seen; returns whether that went well. Refused is what somebody else
   * has changed meanwhile: then it is shown as it is now.
   */
  async change(
    classId: string,
    change: Partial<ClassChange>,
    errand: ClassErrand = 'changing'
  ): Promise<boolean> {
    return this.run(classId, errand, async () => {
      const seen = this.of(classId)?.school_class.version ?? null;
      try {
        await this._service.changeClass(classId, { version: seen, ...change });
      } finally {
        await this.refresh();
      }
    });
  }

  /** Hide a class everywhere; `restore` undoes it. */
  async hide({ school_class: hidden }: ClassOfMine): Promise<boolean> {
    const { id, name, organization_id: within } = hidden;
    return this.run(id, 'deleting', async () => {
      await this._service.deleteClass(id);
      this._gone.add({ id, name, within });
      await this.refresh();
    });
  }

  /** Bring a hidden class back. */
  async restore({ id, within }: IGone): Promise<void> {
    await this.run(id, 'restoring', async () => {
      await this._service.restoreClass(within, id);
      this._gone.remove(id);
      await this.refresh();
    });
  }
}
