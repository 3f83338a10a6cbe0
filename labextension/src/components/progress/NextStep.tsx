import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { NextActivity } from '../../contracts';
import { Button } from '../Button';
import { difficultyName } from '../specWords';
import { languageName } from '../words';

interface INextStepProps {
  next: NextActivity;
  isBusy: boolean;
  trans: TranslationBundle;
  onStart: () => void;
}

/** What to try next, why, and the way there. */
export function NextStep(props: INextStepProps): React.ReactElement {
  const { next, isBusy, trans, onStart } = props;
  const headingId = 'jp-codemm-next';
  return (
    <section className="jp-codemm-Next" aria-labelledby={headingId}>
      <h3 id={headingId}>{trans.__('Next: %1', next.topic)}</h3>
      <p>{next.reason}</p>
      <p className="jp-codemm-Quiet">
        {[
          languageName(next.language),
          difficultyName(next.difficulty, trans),
          next.learning_mode === 'guided'
            ? trans.__('Guided')
            : trans.__('Practice')
        ].join(' · ')}
      </p>
      <Button accent busy={isBusy} onClick={onStart}>
        {trans.__('Make me this problem')}
      </Button>
    </section>
  );
}
