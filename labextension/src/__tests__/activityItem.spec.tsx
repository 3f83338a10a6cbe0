import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ActivityItem } from '../components/ActivityItem';
import type { ActivitySummary } from '../contracts';
import { MaterialsModel } from '../models/materials';
import { activity } from './fakes';
import { FakeMaterials } from './fakeMaterials';

const nothing = () => undefined;

describe('ActivityItem', () => {
  let node: HTMLElement;
  let root: Root;
  const onDelete = vi.fn<(activity: ActivitySummary) => void>();

  const show = (shown: ActivitySummary): void => {
    act(() => {
      root.render(
        <ActivityItem
          activity={shown}
          errand={undefined}
          proof={null}
          materials={new MaterialsModel(new FakeMaterials(), 'a1')}
          trans={nullTranslator.load('jupyter_codemm')}
          onOpen={nothing}
          onEdit={nothing}
          onPublish={nothing}
          onDelete={onDelete}
          onLoadProof={nothing}
        />
      );
    });
  };
  const press = (name: string): void => {
    const button = [...node.querySelectorAll('button')].find(
      each => each.textContent === name
    );
    if (!button) {
      throw new Error(`no button ${name}`);
    }
    act(() => {
      button.click();
    });
  };

  beforeEach(() => {
    (
      globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
    ).IS_REACT_ACT_ENVIRONMENT = true;
    node = document.body.appendChild(document.createElement('div'));
    root = createRoot(node);
    onDelete.mockReset();
  });
  afterEach(() => {
    act(() => {
      root.unmount();
    });
    node.remove();
  });

  it('deletes a draft at once: it can come back', () => {
    show(activity({ state: 'draft' }));
    press('Delete');
    expect(onDelete).toHaveBeenCalledTimes(1);
  });

  it('says what it means to delete what is published, and keeps it on Escape', () => {
    show(activity({ state: 'published' }));
    press('Delete…');
    expect(onDelete).not.toHaveBeenCalled();
    const question = node.querySelector('[role="alertdialog"]');
    expect(question?.textContent).toContain('can run and submit nothing');
    expect(document.activeElement?.textContent).toBe('Keep it');
    act(() => {
      question?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })
      );
    });
    expect(node.querySelector('[role="alertdialog"]')).toBeNull();
    press('Delete…');
    press('Delete it');
    expect(onDelete).toHaveBeenCalledTimes(1);
  });
});
