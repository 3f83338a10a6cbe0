import { EditorView } from '@codemirror/view';
import type { Cell } from '@jupyterlab/cells';

import { type ILineMark, isMarkable, markable, showMarks } from './marks';

/** Show marks in the editor of a cell; one that has no editor yet shows none. */
export function markLines(cell: Cell, marks: readonly ILineMark[]): void {
  const editor = cell.editor;
  const view = editor && 'editor' in editor ? editor.editor : null;
  if (!editor || !(view instanceof EditorView)) {
    return;
  }
  if (!isMarkable(view)) {
    editor.injectExtension(markable);
  }
  showMarks(view, marks);
}
