import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { durationText } from './generationWords';

interface IElapsedProps {
  startedAt: string;
  endedAt: string | null;
  trans: TranslationBundle;
}

/** How long it has taken; it ticks while there is no end. */
export function Elapsed(props: IElapsedProps): React.ReactElement {
  const { startedAt, endedAt, trans } = props;
  const [now, setNow] = React.useState(() => Date.now());
  React.useEffect(() => {
    if (endedAt !== null) {
      return;
    }
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [endedAt]);
  const end = endedAt === null ? now : Date.parse(endedAt);
  const text = durationText(end - Date.parse(startedAt));
  return (
    <span role="timer" aria-label={trans.__('Elapsed time: %1', text)}>
      {text}
    </span>
  );
}
