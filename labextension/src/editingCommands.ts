import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { EditorPlace } from './models/editor';
import type { PanelModel } from './models/panel';
import type { ICodemmPanel } from './tokens';

export namespace EditingCommandIDs {
  export const editActivity = 'jupyter-codemm:edit-activity';
  export const editProblem = 'jupyter-codemm:edit-problem';
  export const previewProblem = 'jupyter-codemm:preview-problem';
  export const showVersions = 'jupyter-codemm:show-versions';
}

/** Add the commands of editing. `load` gives the state of the panel. */
export function addEditingCommands(
  commands: JupyterFrontEnd['commands'],
  panel: ICodemmPanel,
  load: () => Promise<PanelModel>,
  trans: TranslationBundle
): IDisposable {
  const added = new DisposableSet();
  const add = (
    id: string,
    label: string,
    caption: string,
    placeOf: (problemId: string) => EditorPlace
  ): void => {
    const ofProblem = 'problemId' in placeOf('');
    added.add(
      commands.addCommand(id, {
        label,
        caption,
        describedBy: { args: argsSchema(ofProblem, trans) },
        execute: async ({ activity, problem }) => {
          if (typeof activity !== 'string') {
            return;
          }
          panel.open();
          const problemId = typeof problem === 'string' ? problem : '';
          await (await load()).edit(activity, placeOf(problemId));
        }
      })
    );
  };
  add(
    EditingCommandIDs.editActivity,
    trans.__('Edit an Activity'),
    trans.__('Show its problems, to be changed, put in order and published'),
    () => ({ name: 'problems' })
  );
  add(
    EditingCommandIDs.editProblem,
    trans.__('Edit a Problem'),
    trans.__('Change a problem of an activity by hand or in words'),
    problemId => ({ name: 'problem', problemId })
  );
  add(
    EditingCommandIDs.previewProblem,
    trans.__('Preview a Problem'),
    trans.__('Show a problem of an activity as learners see it'),
    problemId => ({ name: 'preview', problemId })
  );
  add(
    EditingCommandIDs.showVersions,
    trans.__('Show the Versions of an Activity'),
    trans.__('Look at what an activity was, and go back to it'),
    () => ({ name: 'versions' })
  );
  return added;
}

function argsSchema(ofProblem: boolean, trans: TranslationBundle) {
  const activity = {
    type: 'string' as const,
    description: trans.__('The id of the activity')
  };
  const problem = {
    type: 'string' as const,
    description: trans.__('The id of the problem')
  };
  return {
    type: 'object' as const,
    required: ofProblem ? ['activity', 'problem'] : ['activity'],
    properties: ofProblem ? { activity, problem } : { activity }
  };
}
