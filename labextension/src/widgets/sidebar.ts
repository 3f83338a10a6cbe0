import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Panel, type Widget } from '@lumino/widgets';

import { codemmIcon } from '../icon';

/** The place in the sidebar. Its content is loaded when it is first seen, not at start-up. */
export class CodemmSidebar extends Panel {
  constructor(
    private readonly _load: () => Promise<Widget>,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.id = 'jupyter-codemm-panel';
    this.addClass('jp-codemm-Sidebar');
    this.title.icon = codemmIcon;
    this.title.caption = this._trans.__('Codemm');
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      void this._fill();
    }
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    void this._fill();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this._isFocusWanted = true;
    this._giveFocus();
  }

  private async _fill(): Promise<void> {
    if (this._content || this._isLoading) {
      return;
    }
    this._isLoading = true;
    try {
      this._content = await this._load();
      this.addWidget(this._content);
      this._giveFocus();
    } catch (error) {
      console.error(error);
      Notification.error(
        this._trans.__(
          'The Codemm panel could not be loaded. Open it again, or reload the page.'
        )
      );
    } finally {
      this._isLoading = false;
    }
  }

  private _giveFocus(): void {
    if (this._content && this._isFocusWanted) {
      this._isFocusWanted = false;
      this._content.activate();
    }
  }

  private _content: Widget | null = null;
  private _isLoading = false;
  private _isFocusWanted = false;
}
