import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { LearnerProfile } from '../../contracts';

interface ISkillTableProps {
  profile: LearnerProfile;
  trans: TranslationBundle;
}

/** Counts: over everything, and of each skill. */
export function SkillTable(props: ISkillTableProps): React.ReactElement {
  const { profile, trans } = props;
  const { skills, totals } = profile;
  const facts: readonly [string, number][] = [
    [trans.__('Opened'), totals.problems_opened],
    [trans.__('Submissions'), totals.attempts],
    [trans.__('Solved'), totals.solved],
    [trans.__('Hints'), totals.hints_used],
    [trans.__('Minutes'), totals.minutes]
  ];
  return (
    <section className="jp-codemm-Counts" aria-labelledby="jp-codemm-counts">
      <h3 id="jp-codemm-counts">{trans.__('Counts')}</h3>
      <dl className="jp-codemm-Totals">
        {facts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {skills.length > 0 && (
        <table className="jp-codemm-Skills">
          <caption className="jp-codemm-Hidden">{trans.__('Skills')}</caption>
          <thead>
            <tr>
              <th scope="col">{trans.__('Skill')}</th>
              <th scope="col">{trans.__('Submissions')}</th>
              <th scope="col">{trans.__('Solved')}</th>
              <th scope="col">{trans.__('Hints')}</th>
            </tr>
          </thead>
          <tbody>
            {skills.map(({ tag, attempts, solved, hints_used: hints }) => (
              <tr key={tag}>
                <th scope="row">{tag}</th>
                <td>{attempts}</td>
                <td>{solved}</td>
                <td>{hints}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
