import type { ChallengeView } from '../../contracts';
import { ApiError } from '../../refusals';
import type { IService } from '../service';
import { PageModel } from './base';
import {
  type ITermsEntry,
  type TermsField,
  termsEntry,
  termsOf
} from './termsEntry';

const WRONG_STATE = 409;

/** One challenge and what is typed of it. What was typed stays, whoever else changes it. */
export class ChallengeModel extends PageModel<ChallengeView, 'saving'> {
  constructor(
    private readonly _service: IService,
    classId: string,
    private readonly _id: string
  ) {
    super(async signal => {
      const { challenges } = await _service.challenges(classId, signal);
      const found = challenges.find(({ challenge }) => challenge.id === _id);
      if (!found) {
        throw new ApiError(404, 'not_found', `There is no challenge ${_id}.`);
      }
      return found;
    });
  }

  /** The challenge that the typing began from; null before it is there. */
  get base(): ChallengeView['challenge'] | null {
    return this._base ?? this.shown.value?.challenge ?? null;
  }

  /** What the fields hold. */
  get entry(): ITermsEntry | null {
    const { base } = this;
    return base && { ...termsEntry(base.title, base.terms), ...this._typed };
  }

  /** The fields that were typed in. */
  get typed(): ReadonlySet<TermsField> {
    return new Set(Object.keys(this._typed) as TermsField[]);
  }

  /** The fields that somebody else has changed since the typing began, as theirs are now. */
  get theirs(): Partial<ITermsEntry> | null {
    return this._theirs;
  }

  get isSaved(): boolean {
    return this._isSaved;
  }

  /** Type something. */
  type(change: Partial<ITermsEntry>): void {
    this._base ??= this.shown.value?.challenge ?? null;
    this._isSaved = false;
    this._typed = { ...this._typed, ...change };
    this.announce();
  }

  /** Save what was typed; says so in `theirs` when somebody else was quicker. */
  async save(): Promise<void> {
    const { base, entry } = this;
    if (!base || !entry) {
      return;
    }
    await this.run(this._id, 'saving', async () => {
      try {
        await this._service.changeChallenge(this._id, {
          version: base.version,
          title: entry.title,
          terms: termsOf(entry, base.terms)
        });
      } catch (error) {
        if (error instanceof ApiError && error.status === WRONG_STATE) {
          await this._meet(entry);
          return;
        }
        throw error;
      }
      await this.refresh();
      this.drop();
      this._isSaved = true;
    });
  }

  /** Forget what was typed, and show what there is. */
  drop(): void {
    this._base = null;
    this._typed = {};
    this._theirs = null;
    this.announce();
  }

  /** Somebody else saved first: find out what, and put what was typed over that. */
  private async _meet(mine: ITermsEntry): Promise<void> {
    const before = this.base;
    await this.refresh();
    const now = this.shown.value?.challenge;
    if (!before || !now || this.shown.error) {
      throw this.shown.error ?? new Error('the challenge is gone');
    }
    const old = termsEntry(before.title, before.terms);
    const theirs = termsEntry(now.title, now.terms);
    const fields = Object.keys(mine) as TermsField[];
    const changed = fields.filter(name => theirs[name] !== old[name]);
    this._typed = Object.fromEntries(
      fields
        .filter(name => mine[name] !== old[name])
        .map(name => [name, mine[name]])
    );
    this._theirs = Object.fromEntries(
      changed.map(name => [name, theirs[name]])
    );
    this._base = now;
    this.announce();
  }

  private _base: ChallengeView['challenge'] | null = null;
  private _typed: Partial<ITermsEntry> = {};
  private _theirs: Partial<ITermsEntry> | null = null;
  private _isSaved = false;
}
