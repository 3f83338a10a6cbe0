import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MaterialsView } from '../components/MaterialsView';
import { ProofRecord } from '../components/ProofRecord';
import { MaterialsModel } from '../models/materials';
import { Resource } from '../models/resource';
import { problem, wholeActivity } from './fakeEditing';
import { FakeMaterials, NOTES } from './fakeMaterials';

const trans = nullTranslator.load('jupyter_codemm');

describe('what is opened again', () => {
  let node: HTMLElement;
  let root: Root;

  beforeEach(() => {
    (
      globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
    ).IS_REACT_ACT_ENVIRONMENT = true;
    node = document.createElement('div');
    document.body.append(node);
    root = createRoot(node);
  });
  afterEach(() => {
    act(() => {
      root.unmount();
    });
    node.remove();
  });

  const render = (element: React.ReactElement): Promise<void> =>
    act(async () => {
      root.render(element);
      await Promise.resolve();
    });
  const toggle = (isOpen: boolean): Promise<void> =>
    act(async () => {
      const details = node.querySelector('details');
      if (details) {
        details.open = isOpen;
        details.dispatchEvent(new Event('toggle'));
      }
      await new Promise(resolve => setTimeout(resolve, 0));
    });

  it('is the proof of the problems of now', async () => {
    let title = 'Sum';
    const proof = new Resource(() =>
      Promise.resolve(wholeActivity({ problems: [problem({ title })] }))
    );
    const show = () =>
      render(
        <ProofRecord
          proof={proof.state.value && proof.state}
          trans={trans}
          onLoad={() => void proof.refresh()}
        />
      );
    await show();
    await toggle(true);
    await show();
    expect(node.textContent).toContain('Sum');
    await toggle(false);
    title = 'Total';
    await toggle(true);
    await show();
    expect(node.textContent).toContain('Total');
  });

  it('is the list of documents as far as they were read by now', async () => {
    const api = new FakeMaterials();
    api.documents = [{ ...NOTES, state: 'pending' }];
    const model = new MaterialsModel(api, 'a1');
    const show = () => render(<MaterialsView model={model} trans={trans} />);
    await show();
    await toggle(true);
    await show();
    expect(node.textContent).toContain('being read');
    await toggle(false);
    api.documents = [NOTES];
    await toggle(true);
    await show();
    expect(node.textContent).toContain('2 pieces');
  });
});
