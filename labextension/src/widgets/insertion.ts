import type { CodeCell } from '@jupyterlab/cells';
import type { PanelLayout, Widget } from '@lumino/widgets';

/** Put a widget between the input and the outputs of a cell, once the cell has been built. */
export async function insertBelowInput(
  cell: CodeCell,
  widget: Widget
): Promise<void> {
  await cell.ready;
  if (widget.isDisposed || cell.isDisposed) {
    return;
  }
  const layout = cell.layout as PanelLayout;
  const input = layout.widgets.findIndex(child =>
    child.hasClass('jp-Cell-inputWrapper')
  );
  layout.insertWidget(input + 1, widget);
}
