import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Composer } from '../components/Composer';

const trans = nullTranslator.load('jupyter_codemm');
const setValue = Object.getOwnPropertyDescriptor(
  HTMLTextAreaElement.prototype,
  'value'
)?.set;

describe('Composer', () => {
  let node: HTMLElement;
  let root: Root;
  let typed: string;
  const onSend = vi.fn<(text: string) => void>();

  const show = (isBusy: boolean): void => {
    act(() => {
      root.render(
        <Composer
          quickReplies={['surprise me']}
          unsent=""
          typed={typed}
          isBusy={isBusy}
          trans={trans}
          onSend={onSend}
          onType={text => {
            typed = text;
          }}
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
  const enter = (): void => {
    act(() => {
      field().dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })
      );
    });
  };

  beforeEach(() => {
    (
      globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
    ).IS_REACT_ACT_ENVIRONMENT = true;
    onSend.mockReset();
    typed = '';
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

  it('sends what was typed and is empty again', () => {
    show(false);
    type('two on loops');
    enter();
    expect(onSend.mock.calls).toEqual([['two on loops']]);
    expect(field().value).toBe('');
  });

  it('sends after the answer what was entered while it was on its way', () => {
    show(true);
    type('two on loops');
    enter();
    enter();
    expect(onSend).not.toHaveBeenCalled();
    expect(field().value).toBe('two on loops');
    show(false);
    expect(onSend.mock.calls).toEqual([['two on loops']]);
    expect(field().value).toBe('');
    show(true);
    show(false);
    expect(onSend).toHaveBeenCalledTimes(1);
  });

  it('holds again what was typed before another part came into view', () => {
    show(false);
    type('two on loops');
    act(() => {
      root.render(<></>);
    });
    show(false);
    expect(field().value).toBe('two on loops');
    enter();
    act(() => {
      root.render(<></>);
    });
    show(false);
    expect(field().value).toBe('');
  });

  it('does not send by itself what was changed after Enter', () => {
    show(true);
    type('two on loops');
    enter();
    type('three on loops');
    show(false);
    expect(onSend).not.toHaveBeenCalled();
    expect(field().value).toBe('three on loops');
  });
});
