import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ProblemEdit } from '../../contracts';
import { refusalText } from './gateRefusals';

interface IRefusalViewProps {
  edit: ProblemEdit;
  trans: TranslationBundle;
}

/** Which gates refused a change, in plain words, with what they saw. */
export function RefusalView(props: IRefusalViewProps): React.ReactElement {
  const { edit, trans } = props;
  const refused = edit.gates.filter(({ ok }) => !ok);
  if (refused.length === 0) {
    return <p className="jp-codemm-Wrong">{edit.note}</p>;
  }
  return (
    <ul className="jp-codemm-List" aria-label={trans.__('Why')}>
      {refused.map((gate, index) => (
        <li key={index} className="jp-codemm-Wrong">
          {refusalText(gate, trans)}
          <dl className="jp-codemm-Evidence">
            {Object.entries(gate.evidence).map(([name, value]) => (
              <div key={name}>
                <dt>{name.replaceAll('_', ' ')}</dt>
                <dd>{String(value)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
