import { EditorView } from '@codemirror/view';
import {
  type IEditorLanguageRegistry,
  jupyterTheme
} from '@jupyterlab/codemirror';

import { type Colour, type IPiece, linesOf } from '../models/colours';

const MIME_TYPES = {
  python: 'text/x-python',
  java: 'text/x-java',
  cpp: 'text/x-c++src',
  sql: 'text/x-sql'
};

/** Colour code as JupyterLab's editors do. */
export function colourOf(registry: IEditorLanguageRegistry): Colour {
  // The rules of the colours come into the page with the first editor, and there may be none.
  new EditorView({ extensions: jupyterTheme }).destroy();
  return async (code, language) => {
    const found = registry.findByMIME(MIME_TYPES[language]);
    const element = document.createElement('div');
    await registry.highlight(code, found, element);
    return linesOf(piecesOf(element));
  };
}

function* piecesOf(element: HTMLElement): Generator<IPiece> {
  for (const node of element.childNodes) {
    const look = node instanceof HTMLElement ? node.className : '';
    yield { text: node.textContent ?? '', look };
  }
}
