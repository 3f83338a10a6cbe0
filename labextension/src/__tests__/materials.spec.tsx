import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { AnswerSources } from '../components/answer/AnswerSources';
import { MaterialsView } from '../components/MaterialsView';
import { MaterialsModel } from '../models/materials';
import { FakeMaterials, NOTES } from './fakeMaterials';

const trans = nullTranslator.load('jupyter_codemm');

function opened(): { api: FakeMaterials; model: MaterialsModel } {
  const api = new FakeMaterials();
  return { api, model: new MaterialsModel(api, 'a1') };
}

function html(model: MaterialsModel): string {
  return renderToStaticMarkup(<MaterialsView model={model} trans={trans} />);
}

describe('MaterialsModel', () => {
  it('adds, finds and deletes documents', async () => {
    const { model } = opened();
    await model.upload([new File(['x'], 'a.md'), new File(['y'], 'b.md')]);
    expect(model.list.value?.map(each => each.title)).toEqual(['a.md', 'b.md']);
    await model.search('loops');
    expect(model.found?.map(each => each.place)).toEqual(['Loops']);
    await model.delete({ ...NOTES, id: 'd0' });
    expect(model.list.value).toHaveLength(1);
    expect(model.isBusy).toBe(false);
  });

  it('keeps what was added before a refusal, and says why', async () => {
    const { api, model } = opened();
    await model.upload([new File(['x'], 'a.md')]);
    api.refusal = new Error('too large');
    await model.upload([new File(['y'], 'b.md')]);
    expect(model.failure?.message).toBe('too large');
    expect(model.list.value).toHaveLength(1);
  });
});

describe('MaterialsView', () => {
  it('says what is under way, and what became of it', async () => {
    const { model } = opened();
    const shown: string[] = [];
    const files = [new File(['x'], 'a.md'), new File(['y'], 'b.md')];
    model.changed.connect(() => shown.push(html(model)));
    await model.upload(files);
    expect(shown.some(each => each.includes('Adding b.md (2 of 2)…'))).toBe(
      true
    );
    expect(shown.at(-1)).toContain('2 documents were added.');
    shown.length = 0;
    await model.search('loops');
    expect(shown[0]).toMatch(/role="status">Searching…</);
    expect(shown[0]).toContain('aria-busy="true"');
    expect(shown.at(-1)).toContain('role="status"></p>');
    expect(shown.at(-1)).not.toContain('aria-busy="true"');
  });

  it('shows documents with their state, and passages as text', async () => {
    const { api, model } = opened();
    api.documents = [
      NOTES,
      { ...NOTES, id: 'd2', state: 'failed', failure: 'It is damaged.' },
      { ...NOTES, id: 'd3', scope: { level: 'organization', id: 'local' } }
    ];
    await model.refresh();
    await model.search('loops');
    const text = html(model);
    expect(text).toContain('2 pieces');
    expect(text).toContain('It is damaged.');
    expect(text).toContain('&lt;b&gt;A loop&lt;/b&gt; repeats.');
    expect(text.match(/>Delete…</g)).toHaveLength(2);
  });

  it('says what it is for when it is empty', async () => {
    const { model } = opened();
    await model.refresh();
    expect(html(model)).toContain('No documents yet');
  });
});

describe('AnswerSources', () => {
  it('names document and place', () => {
    const source = {
      title: '<img>.md',
      place: 'page 3',
      scope: 'own' as const,
      chunk_ids: ['d1.0']
    };
    const text = renderToStaticMarkup(
      <AnswerSources sources={[source]} trans={trans} onRead={null} />
    );
    expect(text).toContain('Sources used');
    expect(text).toContain('&lt;img&gt;.md, page 3');
    expect(text).not.toContain('<summary>');
    const readable = renderToStaticMarkup(
      <AnswerSources
        sources={[source, { ...source, title: 'Topics', chunk_ids: [] }]}
        trans={trans}
        onRead={() => Promise.reject(new Error('not opened'))}
      />
    );
    expect(readable).toContain('<summary>&lt;img&gt;.md, page 3</summary>');
    expect(readable.match(/<summary>/g)).toHaveLength(1);
    const none = renderToStaticMarkup(
      <AnswerSources sources={[]} trans={trans} onRead={null} />
    );
    expect(none).toBe('');
  });
});
