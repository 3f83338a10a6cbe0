import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { WorkedProblem } from '../../contracts';
import { Button } from '../Button';
import { languageName } from '../words';
import { minutesText } from './progressWords';

interface IWorkedListProps {
  problems: readonly WorkedProblem[];
  trans: TranslationBundle;
  onReplay: (problem: WorkedProblem) => void;
}

const SHOWN = 5;

/** The problems that were worked on, and the way back to the work on each. */
export function WorkedList(props: IWorkedListProps): React.ReactElement | null {
  const { problems, trans, onReplay } = props;
  const [isWhole, setWhole] = React.useState(false);
  const id = React.useId();
  if (problems.length === 0) {
    return null;
  }
  return (
    <section className="jp-codemm-Worked" aria-labelledby={id}>
      <h3 id={id}>{trans.__('Problems')}</h3>
      <ul className="jp-codemm-List" aria-labelledby={id}>
        {problems.slice(0, isWhole ? undefined : SHOWN).map(problem => (
          <li key={problem.problem_id} className="jp-codemm-Worked-item">
            <div>
              <p className="jp-codemm-Topic-name">{problem.title}</p>
              <p className="jp-codemm-Quiet">{outline(problem, trans)}</p>
            </div>
            <Button
              label={trans.__('Replay the work on %1', problem.title)}
              onClick={() => {
                onReplay(problem);
              }}
            >
              {trans.__('Replay')}
            </Button>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && (
        <button
          className="jp-codemm-LinkButton"
          type="button"
          aria-expanded={isWhole}
          onClick={() => {
            setWhole(!isWhole);
          }}
        >
          {isWhole
            ? trans.__('Show fewer problems')
            : trans.__('Show all %1 problems', problems.length)}
        </button>
      )}
    </section>
  );
}

function outline(problem: WorkedProblem, trans: TranslationBundle): string {
  return [
    languageName(problem.language),
    problem.solved ? trans.__('solved') : trans.__('not solved yet'),
    trans._n('%1 submission', '%1 submissions', problem.attempts),
    minutesText(Math.floor(problem.active_ms / 60_000), trans)
  ].join(' · ');
}
