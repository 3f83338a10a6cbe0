import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Replay } from '../../components/replay/Replay';
import type { IService } from '../service';
import { AccessNote, Title } from './Said';

interface IReplayPlaceProps {
  classId: string;
  user: string;
  problemId: string;
  service: IService;
  trans: TranslationBundle;
}

/** The work of a learner on a problem, moment by moment, as they can look back at it themselves. */
export function ReplayPlace(props: IReplayPlaceProps): React.ReactElement {
  const { classId, user, problemId, service, trans } = props;
  const source = React.useMemo(
    () => service.replay(classId, user, problemId),
    [service, classId, user, problemId]
  );
  const title = trans.__('The work of %1', user);
  return (
    <>
      <Title name={title}>{title}</Title>
      <AccessNote user={user} trans={trans} />
      <div className="jp-codemm-Replay">
        <Replay
          source={source}
          title={trans.__('Replay')}
          colour={null}
          nothing={trans.__('Nothing was recorded here.')}
          trans={trans}
        />
      </div>
    </>
  );
}
