import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import type { IServerFile } from '../../refusals';
import { FilesModel } from '../models/files';
import { may } from '../roles';
import type { IService, Role } from '../service';
import { useModel } from '../useModel';
import { Wrong } from './Said';

interface IChallengeFilesProps {
  role: Role;
  challengeId: string;
  service: IService;
  save: (file: IServerFile) => void;
  trans: TranslationBundle;
}

const BUNDLE = 'bundle';
const ARCHIVE = 'archive';

/** A challenge, and what was submitted to it, as files. */
export function ChallengeFiles(
  props: IChallengeFilesProps
): React.ReactElement {
  const { role, challengeId, service, save, trans } = props;
  const model = useModel(() => new FilesModel(save), challengeId);
  const errand = (name: string): unknown => model.errands.get(name);
  return (
    <section className="jp-codemm-Box" aria-labelledby="files">
      <h2 id="files">{trans.__('Files')}</h2>
      <div className="jp-codemm-Row">
        {may(role, 'release') && (
          <Button
            busy={errand(BUNDLE) === 'making'}
            onClick={() =>
              void model.make(BUNDLE, () => service.bundle(challengeId))
            }
          >
            {trans.__('Save as a bundle')}
          </Button>
        )}
        <Button
          busy={errand(ARCHIVE) === 'making'}
          onClick={() =>
            void model.make(ARCHIVE, () => service.archive(challengeId))
          }
        >
          {trans.__('Save all programs')}
        </Button>
      </div>
      <p className="jp-codemm-Quiet">
        {trans.__(
          'A bundle has all tests and goes into another class or Hub. The programs are the newest of each learner, in folders as JPlag compares them; each learner sees that theirs was taken.'
        )}
      </p>
      <Wrong of={errand(BUNDLE)} trans={trans} />
      <Wrong of={errand(ARCHIVE)} trans={trans} />
    </section>
  );
}
