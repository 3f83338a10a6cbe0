import type {
  Document,
  DocumentList,
  Passage,
  PassageList
} from '../contracts';
import type { IMaterials } from '../models/materials';

export const NOTES: Document = {
  id: 'd1',
  scope: { level: 'activity', id: 'a1' },
  uploaded_by: 'local',
  title: 'notes.md',
  media: 'markdown',
  size: 12,
  sha256: '0'.repeat(64),
  state: 'ready',
  error_stage: null,
  failure: '',
  chunks: 2,
  embedding_model: '',
  uploaded_at: '2026-03-01T12:00:00Z'
};

export const PASSAGE: Passage = {
  chunk_id: 'd1.0',
  document_id: 'd1',
  scope: NOTES.scope,
  title: NOTES.title,
  index: 0,
  place: 'Loops',
  text: '<b>A loop</b> repeats.',
  score: 0.5
};

/** Keeps documents in memory; `refusal` is what the next call answers. */
export class FakeMaterials implements IMaterials {
  documents: Document[] = [];
  refusal: Error | null = null;

  list(): Promise<DocumentList> {
    return this._answer({ documents: [...this.documents] });
  }

  async upload(_: string, name: string): Promise<Document> {
    const made = { ...NOTES, id: `d${this.documents.length}`, title: name };
    await this._answer(null);
    this.documents.push(made);
    return made;
  }

  async delete(id: string): Promise<void> {
    await this._answer(null);
    this.documents = this.documents.filter(each => each.id !== id);
  }

  search(): Promise<PassageList> {
    return this._answer({ passages: [PASSAGE] });
  }

  private _answer<T>(value: T): Promise<T> {
    const refusal = this.refusal;
    this.refusal = null;
    return refusal ? Promise.reject(refusal) : Promise.resolve(value);
  }
}
