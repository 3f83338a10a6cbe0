import type { ClassCosts } from '../../contracts';
import type { IServerFile } from '../../refusals';
import type { IService } from '../service';
import { PageModel } from './base';

/** What a class spent on language models, week by week. */
export class CostsModel extends PageModel<ClassCosts, 'exporting'> {
  constructor(
    private readonly _service: IService,
    private readonly _classId: string,
    private readonly _save: (file: IServerFile) => void
  ) {
    super(signal => _service.costs(_classId, signal));
  }

  /** Save every line as a file. */
  async export(): Promise<void> {
    await this.run('', 'exporting', async () => {
      this._save(await this._service.costsFile(this._classId));
    });
  }
}
