import { Signal } from '@lumino/signaling';
import * as React from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach } from 'vitest';

import { ENGLISH } from '../pages/bundle';
import { App } from '../pages/views/App';
import { FakeService } from './fakeService';

export const EVIL = '<img src=x onerror=alert(1)>';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** The pages in a document, with a service in memory, anew for each test. */
export class ShownPages {
  fake = new FakeService();
  place = document.createElement('div');
  readonly refused = new Signal<object, void>({});

  /** Show them for each test of a file. */
  static forEachTest(): ShownPages {
    const shown = new ShownPages();
    beforeEach(() => {
      shown.fake = new FakeService();
      shown.place = document.createElement('div');
      document.body.append(shown.place);
      shown._root = createRoot(shown.place);
    });
    afterEach(() => {
      act(() => {
        shown._root?.unmount();
      });
      shown.place.remove();
    });
    return shown;
  }

  get text(): string {
    return this.place.textContent;
  }

  /** Come to an address. */
  async open(path: string): Promise<void> {
    window.history.replaceState(null, '', `/services/codemm/teach${path}`);
    await this.wait(() => {
      this._root?.render(
        <App
          root="/services/codemm/teach"
          user="eve"
          home="/hub/"
          service={this.fake.service}
          refused={this.refused}
          save={() => undefined}
          trans={ENGLISH}
        />
      );
    });
  }

  /** The button or the link of a name. */
  named(name: string): HTMLElement {
    const all = this.place.querySelectorAll<HTMLElement>('button, a');
    const nameOf = (each: HTMLElement): string =>
      each.getAttribute('aria-label') ?? each.textContent;
    const found = [...all].find(each => nameOf(each) === name);
    if (!found) {
      const others = [...all].map(nameOf).join(' | ');
      throw new Error(`no “${name}” among ${others}`);
    }
    return found;
  }

  /** Press a button, or follow a link. */
  async press(name: string): Promise<void> {
    await this.wait(() => {
      this.named(name).click();
    });
  }

  /** Do something, and wait for what comes of it. */
  async wait(work: () => void | Promise<void>): Promise<void> {
    await act(async () => {
      await work();
      // All answers are there at once: one turn of the loop is enough for what follows from them.
      await new Promise(resolve => setTimeout(resolve, 0));
    });
  }

  private _root: Root | null = null;
}
