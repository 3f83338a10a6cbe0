import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Colour } from '../../models/colours';
import { type IReplaySource, ReplayModel } from '../../models/replay';
import { ReplayView } from './ReplayView';

interface IReplayProps {
  source: IReplaySource;
  /** Names the journey. */
  title: string;
  /** Colours code; where there is none, code is shown plain. */
  colour: Colour | null;
  /** Whether it can be seen: what is hidden does not go on by itself. */
  isVisible?: boolean;
  /** What is said where nothing was recorded, of work that is not one's own. */
  nothing?: string;
  trans: TranslationBundle;
}

/** A replay of whatever a source gives. It needs nothing of JupyterLab's services. */
export function Replay(props: IReplayProps): React.ReactElement {
  const { source, isVisible = true, ...more } = props;
  const [model, setModel] = React.useState<ReplayModel | null>(null);
  const [, setVersion] = React.useState(0);
  React.useEffect(() => {
    const made = new ReplayModel(source);
    made.changed.connect(() => {
      setVersion(version => version + 1);
    });
    setModel(made);
    void made.open();
    return () => {
      made.dispose();
    };
  }, [source]);
  React.useEffect(() => {
    if (!isVisible) {
      model?.pause();
    }
  }, [model, isVisible]);
  return model ? <ReplayView model={model} {...more} /> : <></>;
}
