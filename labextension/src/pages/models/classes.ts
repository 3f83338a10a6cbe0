import type {
  ClassChange,
  Classes,
  ClassOfMine,
  DeletedClass
} from '../../contracts';
import type { IService } from '../service';
import { PageModel } from './base';
import { DeletedModel } from './deleted';

export type ClassErrand = 'founding' | 'changing' | 'opening' | 'deleting';

/** The id of what is done with no class yet. */
export const FOUNDING = '';

/** The classes of who has signed in. */
export class ClassesModel extends PageModel<Classes, ClassErrand> {
  constructor(private readonly _service: IService) {
    super(signal => _service.classes(signal));
    this.hidden = new DeletedModel(
      async signal => (await _service.deletedClasses(signal)).classes,
      async ({ id, organization_id: organization }) => {
        await _service.restoreClass(organization, id);
        await this.refresh();
      }
    );
    this.hidden.changed.connect(this.announce, this);
  }

  /** The hidden classes that they may bring back. */
  readonly hidden: DeletedModel<DeletedClass>;

  override dispose(): void {
    this.hidden.dispose();
    super.dispose();
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

  /** Hide a class everywhere; from `hidden` it can be restored. */
  async hide({ school_class: hidden }: ClassOfMine): Promise<boolean> {
    const { id, name } = hidden;
    return this.run(id, 'deleting', async () => {
      await this._service.deleteClass(id);
      await this.hidden.add(id, name);
      await this.refresh();
    });
  }
}
