import type { ClassModels } from '../../contracts';
import { ApiError } from '../../refusals';
import type { IService } from '../service';
import { PageModel } from './base';
import {
  type IModelsEntry,
  modelsChange,
  modelsEntry,
  type ModelsField
} from './modelsEntry';

const WRONG_STATE = 409;

/** The models of a class and what is typed of them, which stays whoever else decides meanwhile. */
export class ClassModelsModel extends PageModel<ClassModels, 'saving'> {
  constructor(
    private readonly _service: IService,
    private readonly _classId: string
  ) {
    super(signal => _service.models(_classId, signal));
  }

  /** What the fields hold; null before anything is there. */
  get entry(): IModelsEntry | null {
    const base = this._base ?? this.shown.value;
    return base && { ...modelsEntry(base), ...this._typed };
  }

  /** The fields that were typed in. */
  get typed(): ReadonlySet<ModelsField> {
    return new Set(Object.keys(this._typed) as ModelsField[]);
  }

  /** Whether somebody else saved while this was typed; their decisions are in the other fields. */
  get isOvertaken(): boolean {
    return this._isOvertaken;
  }

  get isSaved(): boolean {
    return this._isSaved;
  }

  /** Type something. */
  type(change: Partial<IModelsEntry>): void {
    this._base ??= this.shown.value;
    this._isSaved = false;
    this._typed = { ...this._typed, ...change };
    this.announce();
  }

  /** Save what was typed, unless somebody else was quicker. */
  async save(): Promise<void> {
    const { entry } = this;
    const base = this._base ?? this.shown.value;
    if (!base || !entry) {
      return;
    }
    await this.run('', 'saving', async () => {
      const sent = this._typed;
      try {
        const change = modelsChange(entry, base);
        this.put(await this._service.decideModels(this._classId, change));
      } catch (error) {
        if (error instanceof ApiError && error.status === WRONG_STATE) {
          await this._meet();
          return;
        }
        throw error;
      }
      this._keepWhatIsNewerThan(sent);
    });
  }

  /** Forget what was typed, and show what there is. */
  drop(): void {
    this._base = null;
    this._typed = {};
    this._isOvertaken = false;
    this.announce();
  }

  /** What was typed while it was saved is not saved. */
  private _keepWhatIsNewerThan(sent: Partial<IModelsEntry>): void {
    const newer = Object.entries(this._typed).filter(
      ([field, value]) => value !== sent[field as ModelsField]
    );
    this.drop();
    this._isSaved = newer.length === 0;
    if (!this._isSaved) {
      this.type(Object.fromEntries(newer));
    }
  }

  /** Somebody else saved first: what was typed is put over what they decided. */
  private async _meet(): Promise<void> {
    await this.refresh();
    if (this.shown.error) {
      throw this.shown.error;
    }
    this._base = this.shown.value;
    this._isOvertaken = true;
    this.announce();
  }

  private _base: ClassModels | null = null;
  private _typed: Partial<IModelsEntry> = {};
  private _isOvertaken = false;
  private _isSaved = false;
}
