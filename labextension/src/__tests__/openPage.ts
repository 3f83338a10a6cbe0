import type { CodeCell } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';

import { parseHeader } from '../models/answers';
import { Drafts } from '../models/drafts';
import { OwnStorage } from '../models/ownStorage';
import { CellCode } from '../widgets/cellCode';
import { NotebookText } from '../widgets/notebookText';

/** A notebook that is open in a page: its cells, and what the page keeps of them. */
export class Page {
  constructor(name: string, cells: Record<string, string>, drafts?: Drafts) {
    let n = 0;
    this.drafts =
      drafts ??
      new Drafts(
        new OwnStorage('us', () => localStorage),
        () => `${name}-${++n}`
      );
    const widgets = Object.entries(cells).map(([id, source]) =>
      this._cell(id, source)
    );
    this._notebook = {
      widgets,
      model: {
        sharedModel: {
          insertCell: (at: number, { source }: { source: string }) => {
            const added = this._cell('new', source);
            widgets.splice(at, 0, added);
            this.text.changed();
            return added.model.sharedModel;
          }
        }
      }
    };
    this.text = new NotebookText(this._notebook as unknown as Notebook);
  }

  readonly drafts: Drafts;
  readonly text: NotebookText;
  readonly path = 'a.ipynb';
  hasUnsaved = false;
  isLocked = false;
  refusals = 0;

  sourceAt(index: number): string {
    return this._notebook.widgets[index]?.model.sharedModel.getSource() ?? '';
  }

  remove(index: number): void {
    this._notebook.widgets.splice(index, 1);
    this.text.changed();
  }

  type(index: number, source: string): void {
    this._notebook.widgets[index]?.model.sharedModel.setSource(source);
    this.hasUnsaved = true;
  }

  codeOf(index: number): CellCode {
    const cell = this._notebook.widgets[index] as unknown as CodeCell;
    const header = parseHeader(this.sourceAt(index));
    if (!header) {
      throw new Error('this is no answer');
    }
    return new CellCode(cell, header, this, () => {
      this.refusals++;
    });
  }

  private _cell(id: string, source: string) {
    let text = source;
    return {
      isDisposed: false,
      model: {
        type: 'code',
        getMetadata: (name: string) => {
          if (name === 'codemm' && id.startsWith('part')) {
            return { role: 'answer', problem_id: 'p' };
          }
          return name === 'editable' && this.isLocked ? false : undefined;
        },
        sharedModel: {
          getId: () => id,
          getSource: () => text,
          setSource: (now: string) => {
            text = now;
            this.text.changed();
          }
        }
      }
    };
  }

  private readonly _notebook: {
    widgets: ReturnType<Page['_cell']>[];
    model: unknown;
  };
}
