import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { errorText } from '../../components/words';

interface IWrongProps {
  of: unknown;
  trans: TranslationBundle;
}

/** Why something was not done, read out at once; nothing while all goes well. */
export function Wrong({ of, trans }: IWrongProps): React.ReactElement | null {
  return of instanceof Error ? (
    <p className="jp-codemm-Wrong" role="alert">
      {errorText(of, trans)}
    </p>
  ) : null;
}

interface IAccessNoteProps {
  user: string;
  trans: TranslationBundle;
}

/** Says that looking is written down. */
export function AccessNote(props: IAccessNoteProps): React.ReactElement {
  const { user, trans } = props;
  return (
    <p className="jp-codemm-Note">
      {trans.__(
        'That you read this is written down with your name and the time, and %1 can see it.',
        user
      )}
    </p>
  );
}

interface ITitleProps {
  children: React.ReactNode;
  /** What the tab of the browser is called. */
  name: string;
}

/** The heading of a place. Who came by a link has the focus there, so that it is read out. */
export function Title({ children, name }: ITitleProps): React.ReactElement {
  const heading = React.useRef<HTMLHeadingElement>(null);
  React.useEffect(() => {
    document.title = name;
  }, [name]);
  React.useEffect(() => {
    if (document.activeElement === document.body && hasMoved()) {
      heading.current?.focus();
    }
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

let drawn = false;

/** Whether this is another place than the one that the page was loaded at. */
function hasMoved(): boolean {
  const before = drawn;
  drawn = true;
  return before;
}
