import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { SpecCard } from '../components/SpecCard';
import type { DraftSpec, PatchOperation } from '../contracts';
import type { ITypedSpec } from '../models/specEntry';
import { authoringSession } from './fakes';

const trans = nullTranslator.load('jupyter_codemm');
const setValue = Object.getOwnPropertyDescriptor(
  HTMLInputElement.prototype,
  'value'
)?.set;

describe('SpecCard', () => {
  let node: HTMLElement;
  let root: Root;
  let typed: ITypedSpec | null = null;
  const onEdit = vi.fn<(changes: PatchOperation[]) => Promise<boolean>>();

  const show = (spec: DraftSpec): void => {
    root = createRoot(node);
    act(() => {
      root.render(
        <SpecCard
          spec={spec}
          isEditable
          isBusy={false}
          error={null}
          typed={typed}
          trans={trans}
          onType={now => {
            typed = now;
          }}
          onEdit={onEdit}
        />
      );
    });
  };
  const find = (selector: string): HTMLElement => {
    const found = node.querySelector<HTMLElement>(selector);
    if (!found) {
      throw new Error(`no ${selector}`);
    }
    return found;
  };
  const typeTopics = (text: string): void => {
    act(() => {
      find('[data-field="topics"]').click();
    });
    act(() => {
      const field = find('input[data-field="topics"]');
      setValue?.call(field, text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  };
  const leave = (): void => {
    act(() => {
      root.unmount();
    });
  };

  beforeEach(() => {
    (
      globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
    ).IS_REACT_ACT_ENVIRONMENT = true;
    node = document.body.appendChild(document.createElement('div'));
    typed = null;
    onEdit.mockReset().mockResolvedValue(true);
  });
  afterEach(() => {
    leave();
    node.remove();
  });

  it('still has what was typed when another part was looked at', () => {
    const { spec } = authoringSession();
    show(spec);
    typeTopics('loops, recursion');
    leave();
    show({ ...spec, language: 'java' });
    expect(find('input[data-field="topics"]')).toHaveProperty(
      'value',
      'loops, recursion'
    );
    expect(find('select')).toHaveProperty('value', 'java');
    expect(document.activeElement).toBe(document.body);
  });

  it('keeps what is typed while it is saved', async () => {
    const { spec } = authoringSession();
    let answer: (isDone: boolean) => void = () => undefined;
    onEdit.mockReturnValue(
      new Promise(resolve => {
        answer = resolve;
      })
    );
    show(spec);
    typeTopics('loops, recursion');
    act(() => {
      find('form').dispatchEvent(
        new Event('submit', { bubbles: true, cancelable: true })
      );
    });
    act(() => {
      const field = find('input[data-field="topics"]');
      setValue?.call(field, 'loops, recursion, maps');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await act(async () => {
      answer(true);
      await Promise.resolve();
    });
    expect(find('input[data-field="topics"]')).toHaveProperty(
      'value',
      'loops, recursion, maps'
    );
    expect(typed).toMatchObject({
      changes: { topics: 'loops, recursion, maps' }
    });
  });

  it('forgets what was saved or given up', async () => {
    const { spec } = authoringSession();
    show(spec);
    typeTopics('loops, recursion');
    await act(async () => {
      find('form').dispatchEvent(
        new Event('submit', { bubbles: true, cancelable: true })
      );
      await Promise.resolve();
    });
    expect(onEdit).toHaveBeenCalledTimes(1);
    expect(typed).toBeNull();
    typeTopics('x');
    act(() => {
      find('form').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })
      );
    });
    expect(typed).toBeNull();
  });
});
