import type { ISessionContext } from '@jupyterlab/apputils';
import type { Kernel, Session } from '@jupyterlab/services';

import { type Ended, KernelRuns } from '../models/kernelRuns';

/** Hear of the cells that are run in the kernel of a notebook, whichever kernel that becomes. */
export function hearRuns(
  context: ISessionContext,
  started: (cellId: string, code: string) => Ended | null
): void {
  const runs = new KernelRuns(started);
  const hear = (_: unknown, { msg, direction }: Kernel.IAnyMessageArgs) => {
    const at = performance.now();
    if (direction === 'send') {
      runs.sent(msg, at);
    } else {
      runs.received(msg, at);
    }
  };
  const follow = (session: Session.ISessionConnection | null) => {
    runs.forget();
    session?.anyMessage.connect(hear);
  };
  context.sessionChanged.connect((_, { newValue }) => {
    follow(newValue);
  });
  context.kernelChanged.connect(() => {
    runs.forget();
  });
  context.statusChanged.connect((_, status) => {
    if (status === 'restarting' || status === 'autorestarting') {
      runs.forget();
    }
  });
  follow(context.session);
}
