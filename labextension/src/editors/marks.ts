import { type Extension, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  WidgetType
} from '@codemirror/view';

/** A message on a line of an editor, counted from 0. */
export interface ILineMark {
  readonly line: number;
  readonly message: string;
}

/** Replaces the marks of an editor. */
const setMarks = StateEffect.define<readonly ILineMark[]>();

/** A message under its line, as text. */
class MessageWidget extends WidgetType {
  constructor(private readonly _message: string) {
    super();
  }

  override eq(other: MessageWidget): boolean {
    return other._message === this._message;
  }

  override toDOM(): HTMLElement {
    const node = document.createElement('div');
    node.className = 'jp-codemm-MarkMessage';
    node.setAttribute('role', 'note');
    node.textContent = this._message;
    return node;
  }
}

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (set, transaction) => {
    const asked = transaction.effects.find(effect => effect.is(setMarks));
    return asked
      ? decorated(transaction.state.doc, asked.value)
      : set.map(transaction.changes);
  },
  provide: field => EditorView.decorations.from(field)
});

/** What an editor needs before it can show marks. */
export const markable: Extension = marks;

/** Show marks in an editor in the place of those before; the text does not change. */
export function showMarks(view: EditorView, shown: readonly ILineMark[]): void {
  view.dispatch({ effects: setMarks.of(shown) });
}

/** Whether an editor can show marks. */
export function isMarkable(view: EditorView): boolean {
  return view.state.field(marks, false) !== undefined;
}

function decorated(
  doc: EditorView['state']['doc'],
  shown: readonly ILineMark[]
): DecorationSet {
  const known = shown.filter(({ line }) => line >= 0 && line < doc.lines);
  const ranges = known.flatMap(({ line, message }) => {
    const { from, to } = doc.line(line + 1);
    const widget = new MessageWidget(message);
    return [
      Decoration.line({ class: 'jp-codemm-MarkedLine' }).range(from),
      Decoration.widget({ widget, side: 1, block: true }).range(to)
    ];
  });
  return Decoration.set(ranges, true);
}
