import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Button } from '../../components/Button';
import type { IServerFile } from '../../refusals';
import { FilesModel } from '../models/files';
import type { IService } from '../service';
import { useModel } from '../useModel';
import { Wrong } from './Said';

interface IJourneyFilesProps {
  classId: string;
  service: IService;
  save: (file: IServerFile) => void;
  trans: TranslationBundle;
}

const FORMATS = [
  ['progsnap2', 'ProgSnap2'],
  ['json', 'JSON']
] as const;

/** The journeys of a class for research. */
export function JourneyFiles(props: IJourneyFilesProps): React.ReactElement {
  const { classId, service, save, trans } = props;
  const model = useModel(() => new FilesModel(save), classId);
  return (
    <section className="jp-codemm-Box" aria-labelledby="journeys">
      <h2 id="journeys">{trans.__('Journeys for research')}</h2>
      <p>
        {trans.__(
          'Of those learners who allow research, under pseudonyms. It stays personal data, and each of them sees that it was taken.'
        )}
      </p>
      <div className="jp-codemm-Row">
        {FORMATS.map(([form, name]) => (
          <Button
            key={form}
            busy={model.errands.get(form) === 'making'}
            onClick={() =>
              void model.make(form, () => service.journeys(classId, form))
            }
          >
            {trans.__('Save as %1', name)}
          </Button>
        ))}
      </div>
      {FORMATS.map(([form]) => (
        <Wrong key={form} of={model.errands.get(form)} trans={trans} />
      ))}
    </section>
  );
}
