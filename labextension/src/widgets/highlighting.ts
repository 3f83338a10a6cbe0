import type { CodeEditor } from '@jupyterlab/codeeditor';
import type { IDisposable } from '@lumino/disposable';

import type { Language } from '../models/answers';

/** Loads what an editor needs to colour a language; JupyterLab's registry of languages does. */
export interface ILanguages {
  getLanguage(mimeType: string): Promise<unknown>;
}

/** The names under which JupyterLab knows the languages that are not the kernel's. */
const MIME_TYPES: Record<Language, string | null> = {
  python: null,
  java: 'text/x-java',
  cpp: 'text/x-c++src',
  sql: 'text/x-sql'
};

type IModel = Pick<CodeEditor.IModel, 'mimeType' | 'mimeTypeChanged'>;

/** Colours a cell in the language of its answer, and as usual when it is an answer no more. */
export class Highlighting implements IDisposable {
  constructor(
    private readonly _model: IModel,
    language: Language,
    private readonly _usual: () => string,
    private readonly _languages: ILanguages
  ) {
    this._own = MIME_TYPES[language];
    this._model.mimeTypeChanged.connect(this._apply, this);
    this._apply();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._model.mimeTypeChanged.disconnect(this._apply, this);
    if (this._own && this._model.mimeType === this._own) {
      this._model.mimeType = this._usual();
    }
  }

  /** The notebook sets the type of all its cells whenever its kernel changes. */
  private _apply(): void {
    const own = this._own;
    if (own && !this._isApplying && this._model.mimeType !== own) {
      this._set([own]);
      void this._settle(own);
    }
  }

  /**
   * An editor takes the language that was loaded last, not the one that was asked for last: ask once
   * more when both are there.
   */
  private async _settle(own: string): Promise<void> {
    const usual = this._usual();
    await Promise.allSettled(
      [usual, own].map(type => this._languages.getLanguage(type))
    );
    if (!this._isDisposed && this._model.mimeType === own) {
      this._set([usual, own]);
    }
  }

  private _set(mimeTypes: readonly string[]): void {
    this._isApplying = true;
    for (const mimeType of mimeTypes) {
      this._model.mimeType = mimeType;
    }
    this._isApplying = false;
  }

  private readonly _own: string | null;
  private _isApplying = false;
  private _isDisposed = false;
}
