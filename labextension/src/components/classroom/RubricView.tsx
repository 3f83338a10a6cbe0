import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ChallengeView } from '../../contracts';
import { rubricLines, rounded } from './challengeWords';

interface IRubricViewProps {
  view: ChallengeView;
  trans: TranslationBundle;
}

/** What a person looks at, and once that is graded what they gave for it and say of it. */
export function RubricView(props: IRubricViewProps): React.ReactElement | null {
  const { view, trans } = props;
  const { grade, challenge } = view;
  const lines = rubricLines(view);
  const comment = grade?.status === 'graded' ? grade.comment : '';
  return (
    <>
      {lines.length > 0 && (
        <details
          className="jp-codemm-Rubric"
          open={lines.some(({ given }) => given !== null)}
        >
          <summary>{trans.__('What your teacher looks at')}</summary>
          <ul aria-label={trans.__('Rubric of %1', challenge.title)}>
            {lines.map(({ name, points, given }, place) => (
              <li key={place}>
                <span className="jp-codemm-Rubric-name">{name}</span>{' '}
                <span>
                  {given === null
                    ? trans._n('%1 point', '%1 points', rounded(points))
                    : trans.__(
                        '%1 of %2 points',
                        rounded(given),
                        rounded(points)
                      )}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {comment !== '' && (
        <p className="jp-codemm-Challenge-comment">
          {trans.__('Your teacher says: %1', comment)}
        </p>
      )}
    </>
  );
}
