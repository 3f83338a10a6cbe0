import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Questions } from '../components/answer/Questions';

const trans = nullTranslator.load('jupyter_codemm');
const setValue = Object.getOwnPropertyDescriptor(
  HTMLTextAreaElement.prototype,
  'value'
)?.set;

describe('the place for a question', () => {
  let node: HTMLElement;
  let root: Root;
  const onAsk = vi.fn<(text: string) => Promise<boolean>>();

  const show = (isAsking: boolean): void => {
    act(() => {
      root.render(
        <Questions
          questions={[]}
          isAsking={isAsking}
          isBusy={false}
          trans={trans}
          onAsk={onAsk}
          onReroute={() => undefined}
          onRate={() => undefined}
          onStopModel={() => undefined}
          onReadSource={() => Promise.reject(new Error('none'))}
        />
      );
    });
  };
  const field = (): HTMLTextAreaElement => {
    const found = node.querySelector('textarea');
    if (!found) {
      throw new Error('no field');
    }
    return found;
  };
  const type = (text: string): void => {
    act(() => {
      setValue?.call(field(), text);
      field().dispatchEvent(new Event('input', { bubbles: true }));
    });
  };
  const enter = (): Promise<void> =>
    act(async () => {
      field().dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })
      );
      await Promise.resolve();
    });

  beforeEach(() => {
    (
      globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
    ).IS_REACT_ACT_ENVIRONMENT = true;
    onAsk.mockReset();
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

  it('holds what was typed when it is opened again', () => {
    show(true);
    type('Why a loop?');
    show(false);
    expect(node.querySelector('textarea')).toBeNull();
    show(true);
    expect(field().value).toBe('Why a loop?');
  });

  it('is empty again once the question was asked, not before', async () => {
    show(true);
    type('Why a loop?');
    onAsk.mockResolvedValueOnce(false);
    await enter();
    expect(field().value).toBe('Why a loop?');
    onAsk.mockResolvedValueOnce(true);
    await enter();
    expect(field().value).toBe('');
  });
});
