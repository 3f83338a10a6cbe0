import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';

/** Ask whether everything shall be erased: a word must be typed for that. */
export async function isErasureMeant(
  trans: TranslationBundle
): Promise<boolean> {
  const { button } = await showDialog({
    title: trans.__('Erase everything about you?'),
    body: new ErasureBody(trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Erase everything') })
    ],
    focusNodeSelector: 'input'
  });
  return button.accept;
}

/** What goes and what stays, and the field for the word. The dialog lets no other word pass. */
class ErasureBody extends Widget {
  constructor(trans: TranslationBundle) {
    super();
    this.addClass('jp-codemm-Erasure');
    const word = trans.__('erase');
    const told = [
      trans.__(
        'This server deletes your progress and its record, your conversations, what you submitted, and the activities that you made, with what others submitted to them.'
      ),
      trans.__(
        'This browser forgets what you typed and did not save. Files of notebooks stay. There is no way back.'
      )
    ];
    for (const text of told) {
      const paragraph = document.createElement('p');
      paragraph.textContent = text;
      this.node.append(paragraph);
    }
    const label = document.createElement('label');
    this._field = document.createElement('input');
    this._field.className = 'jp-mod-styled';
    this._field.required = true;
    this._field.pattern = word;
    this._field.autocomplete = 'off';
    this._field.spellcheck = false;
    label.append(trans.__('Type “%1” to go on', word), this._field);
    this.node.append(label);
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    // The dialog looks at its fields when they are typed into, and listens after this; the field
    // is wrong from the start.
    queueMicrotask(() => {
      this._field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }

  private readonly _field: HTMLInputElement;
}
