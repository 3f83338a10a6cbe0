import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Check } from '../contracts';
import { LevelMark } from './LevelMark';

interface IFindingProps {
  level: Check['level'];
  title: string;
  detail: string;
  fix: string;
  trans: TranslationBundle;
}

/** One finding about the installation and, when it is not well, how to fix it. */
export function Finding(props: IFindingProps): React.ReactElement {
  const { level, title, detail, fix, trans } = props;
  return (
    <li className="jp-codemm-Finding">
      <LevelMark level={level} trans={trans} />
      <div className="jp-codemm-Finding-text">
        <span className="jp-codemm-Finding-title">{title}</span>
        {detail && <span className="jp-codemm-Finding-detail">{detail}</span>}
        {fix && level !== 'ok' && (
          <span className="jp-codemm-Finding-fix">
            {trans.__('To fix: %1', fix)}
          </span>
        )}
      </div>
    </li>
  );
}
