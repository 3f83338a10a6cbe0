import type { ClassGradebook } from '../../contracts';
import type { IServerFile } from '../../refusals';
import type { GradebookFormat, IService } from '../service';
import { PageModel } from './base';

/** The gradebook of a class, some learners at a time. */
export class GradebookModel extends PageModel<
  ClassGradebook,
  'exporting' | 'going on'
> {
  constructor(
    private readonly _service: IService,
    private readonly _classId: string,
    private readonly _save: (file: IServerFile) => void
  ) {
    super(signal => _service.gradebook(_classId, '', signal));
  }

  /** Ask for the learners that follow, and show them below the others. */
  async more(): Promise<void> {
    const book = this.shown.value;
    if (!book?.next) {
      return;
    }
    const after = book.next;
    await this.run('', 'going on', async () => {
      const signal = new AbortController().signal;
      const rest = await this._service.gradebook(this._classId, after, signal);
      this.put({ ...rest, lines: [...book.lines, ...rest.lines] });
    });
  }

  /** Save all of it as a file for another system. */
  async export(form: GradebookFormat): Promise<void> {
    await this.run(form, 'exporting', async () => {
      this._save(await this._service.gradebookFile(this._classId, form));
    });
  }
}
