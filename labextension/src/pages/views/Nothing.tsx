import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Link } from '../navigation';

interface INothingProps {
  classId: string;
  trans: TranslationBundle;
}

/** Says that nobody learns in a class yet, and where people come into it. */
export function NoLearners(props: INothingProps): React.ReactElement {
  const { classId, trans } = props;
  return (
    <p className="jp-codemm-Quiet">
      {trans.__('There is no learner in the class yet.')}{' '}
      <Link to={{ page: 'class', classId, tab: 'people' }}>
        {trans.__('Who is in the class')}
      </Link>
    </p>
  );
}

/** Says that learners see no challenge yet, and where one is published. */
export function NoChallenges(props: INothingProps): React.ReactElement {
  const { classId, trans } = props;
  return (
    <p className="jp-codemm-Quiet">
      {trans.__('No challenge is published yet.')}{' '}
      <Link to={{ page: 'class', classId, tab: 'challenges' }}>
        {trans.__('What the class was given')}
      </Link>
    </p>
  );
}
