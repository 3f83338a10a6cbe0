import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';

export namespace ReplayCommandIDs {
  export const openReplay = 'jupyter-codemm:open-replay';
}

/** The journey that a replay is of. */
export interface IReplayed {
  /** One problem, or everything (null). */
  readonly problemId: string | null;
  /** The title of the problem, where it is known. */
  readonly title: string;
}

/** Add the command that opens replays. */
export function addReplayCommand(
  commands: JupyterFrontEnd['commands'],
  open: (replayed: IReplayed) => Promise<void>,
  trans: TranslationBundle
): IDisposable {
  return commands.addCommand(ReplayCommandIDs.openReplay, {
    label: trans.__('Replay My Work'),
    caption: trans.__('Look back at your work on problems, step by step'),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          problem: {
            type: 'string',
            description: trans.__(
              'The id of the problem; without it, the work on all of them'
            )
          },
          title: {
            type: 'string',
            description: trans.__('The title of the problem, for the tab')
          }
        }
      }
    },
    execute: async ({ problem, title }) => {
      await open({
        problemId: typeof problem === 'string' && problem ? problem : null,
        title: typeof title === 'string' ? title : ''
      });
    }
  });
}

/** What the command is to be called with for a journey. */
export function argsOf({ problemId, title }: IReplayed): {
  problem?: string;
  title?: string;
} {
  return problemId === null ? {} : { problem: problemId, title };
}
