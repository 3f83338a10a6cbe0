import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { AnswerCell } from './widgets/answerCell';

export namespace AnswerCommandIDs {
  export const run = 'jupyter-codemm:run-answer';
  export const submit = 'jupyter-codemm:submit-answer';
  export const hint = 'jupyter-codemm:show-hint';
  export const reset = 'jupyter-codemm:reset-answer';
  export const history = 'jupyter-codemm:toggle-history';
  export const focus = 'jupyter-codemm:focus-answer-buttons';
}

interface ICommand {
  readonly id: string;
  readonly label: string;
  readonly caption: string;
  readonly run: (cell: AnswerCell) => void;
}

/** Add the commands on the active answer cell and return their ids. */
export function addAnswerCommands(
  commands: JupyterFrontEnd['commands'],
  active: () => AnswerCell | null,
  trans: TranslationBundle
): readonly string[] {
  return commandsOf(trans).map(({ id, label, caption, run }) => {
    commands.addCommand(id, {
      label,
      caption,
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => active() !== null,
      execute: () => {
        const cell = active();
        if (cell) {
          run(cell);
        }
      }
    });
    return id;
  });
}

function commandsOf(trans: TranslationBundle): readonly ICommand[] {
  return [
    {
      id: AnswerCommandIDs.run,
      label: trans.__('Run the Examples of This Answer'),
      caption: trans.__('Run the examples without a kernel'),
      run: cell => {
        cell.actions.run();
      }
    },
    {
      id: AnswerCommandIDs.submit,
      label: trans.__('Submit This Answer'),
      caption: trans.__('Ask for a verdict on all tests'),
      run: cell => {
        cell.actions.submit();
      }
    },
    {
      id: AnswerCommandIDs.hint,
      label: trans.__('Show the Next Hint'),
      caption: trans.__('Show the next hint for this problem'),
      run: cell => {
        cell.actions.hint();
      }
    },
    {
      id: AnswerCommandIDs.reset,
      label: trans.__('Reset This Answer'),
      caption: trans.__('Put the starter code back; this can be undone'),
      run: cell => {
        cell.actions.reset();
      }
    },
    {
      id: AnswerCommandIDs.history,
      label: trans.__('History of This Answer'),
      caption: trans.__('Show or hide what you submitted'),
      run: cell => {
        cell.actions.toggleHistory();
      }
    },
    {
      id: AnswerCommandIDs.focus,
      label: trans.__('Go to the Buttons of This Answer'),
      caption: trans.__('Put the focus on the buttons under this cell'),
      run: cell => {
        cell.focusButtons();
      }
    }
  ];
}
