import { Signal } from '@lumino/signaling';
import { describe, expect, it } from 'vitest';

import { Highlighting } from '../widgets/highlighting';

const USUAL = 'text/x-ipython';
type Change = { name: string; oldValue: string; newValue: string };

/** The model of an editor that takes whatever language was loaded last. */
class SlowEditor {
  mimeTypeChanged = new Signal<this, Change>(this) as never;
  coloured = '';
  private _loads: string[] = [];
  private _mimeType = USUAL;

  get mimeType(): string {
    return this._mimeType;
  }

  set mimeType(newValue: string) {
    const oldValue = this._mimeType;
    if (newValue !== oldValue) {
      this._mimeType = newValue;
      this._loads.push(newValue);
      const signal = this.mimeTypeChanged as Signal<this, Change>;
      signal.emit({ name: 'mimeType', oldValue, newValue });
    }
  }

  /** End the loads of languages in their order, or with one that takes longest. */
  load(slowest = ''): void {
    const isSlow = this._loads.includes(slowest);
    this.coloured = isSlow ? slowest : (this._loads.at(-1) ?? this.coloured);
    this._loads = [];
  }
}

const LOADED = { getLanguage: () => Promise.resolve() };

describe('Highlighting', () => {
  it('keeps the language of the answer when the kernel changes', async () => {
    const editor = new SlowEditor();
    new Highlighting(editor, 'java', () => USUAL, LOADED);
    expect(editor.mimeType).toBe('text/x-java');
    editor.mimeType = USUAL;
    expect(editor.mimeType).toBe('text/x-java');
    editor.load(USUAL);
    expect(editor.coloured).toBe(USUAL);
    await new Promise(resolve => setTimeout(resolve, 0));
    editor.load();
    expect(editor.coloured).toBe('text/x-java');
  });

  it('leaves Python to the notebook', () => {
    const editor = new SlowEditor();
    new Highlighting(editor, 'python', () => USUAL, LOADED);
    expect(editor.mimeType).toBe(USUAL);
  });

  it('gives the cell back when it is an answer no more', () => {
    const editor = new SlowEditor();
    new Highlighting(editor, 'sql', () => USUAL, LOADED).dispose();
    expect(editor.mimeType).toBe(USUAL);
    editor.mimeType = 'text/x-markdown';
    expect(editor.mimeType).toBe('text/x-markdown');
  });

  it('keeps the colours also when a language cannot be loaded', async () => {
    const editor = new SlowEditor();
    const failing = { getLanguage: () => Promise.reject(new Error('offline')) };
    new Highlighting(editor, 'cpp', () => USUAL, failing);
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(editor.mimeType).toBe('text/x-c++src');
  });
});
