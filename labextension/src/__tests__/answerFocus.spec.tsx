import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  AnswerView,
  type ICellActions,
  type ICellState
} from '../components/answer/AnswerView';
import type { IOffer } from '../components/answer/DraftOffer';
import { ACTIONS, CELL, STATE } from './answerState';

const trans = nullTranslator.load('jupyter_codemm');

function offer(code: string, at: number): IOffer {
  const draft = { problemId: 'p', file: null, cellId: 'c', code, at };
  return { draft, now: 'x = 1', isElsewhere: false };
}

describe('AnswerView, when a button vanishes with its click', () => {
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

  const render = (
    cell: Partial<ICellState>,
    actions: Partial<ICellActions> = {}
  ): void => {
    act(() => {
      root.render(
        <AnswerView
          model={STATE}
          cell={{ ...CELL, ...cell }}
          actions={{ ...ACTIONS, ...actions }}
          trans={trans}
        />
      );
    });
  };
  const button = (label: string): HTMLButtonElement | undefined =>
    [...node.querySelectorAll('button')].find(
      ({ textContent }) => textContent === label
    );
  const toolbar = (): Element | null =>
    node.querySelector('[role="toolbar"] button');

  it('forgets no draft unseen with a second press', () => {
    render({ offer: offer('one', 2) });
    const first = button('Forget it');
    first?.focus();
    render({ offer: offer('two', 1), isForgotten: true });
    expect(first?.isConnected).toBe(false);
    expect(document.activeElement).toBe(toolbar());
  });

  it.each([
    ['Use it', { offer: offer('one', 1) }, {}],
    ['Undo', { isReplaced: true }, {}],
    ['Bring it back', { isForgotten: true }, { offer: offer('one', 1) }]
  ])('keeps the focus after “%s”', (label, before, after) => {
    render(before);
    button(label)?.focus();
    expect(document.activeElement).toBe(button(label));
    render(after);
    expect(document.activeElement).toBe(toolbar());
  });

  it('brings back what was forgotten', () => {
    const restoreDraft = vi.fn();
    render({ isForgotten: true }, { restoreDraft });
    button('Bring it back')?.click();
    expect(restoreDraft).toHaveBeenCalledOnce();
  });
});
