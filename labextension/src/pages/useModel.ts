import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';

interface IModel extends IDisposable {
  readonly changed: ISignal<unknown, unknown>;
}

/**
 * Keep a model as long as `key` stays, and draw anew whenever it changes.
 *
 * `make` is asked once for each key; the model is disposed of with the last drawing of it.
 */
export function useModel<M extends IModel>(make: () => M, key: string): M {
  const held = React.useRef<{ key: string; model: M } | null>(null);
  const [, setVersion] = React.useState(0);
  if (held.current === null || held.current.key !== key) {
    held.current?.model.dispose();
    held.current = { key, model: make() };
  }
  const { model } = held.current;
  React.useEffect(() => {
    const onChange = (): void => {
      setVersion(version => version + 1);
    };
    model.changed.connect(onChange);
    onChange(); // what changed before there was anybody to see it
    return () => {
      model.changed.disconnect(onChange);
    };
  }, [model]);
  React.useEffect(
    () => () => {
      held.current?.model.dispose();
      held.current = null;
    },
    []
  );
  return model;
}
