import { Signal } from '@lumino/signaling';
import { describe, expect, it } from 'vitest';

import type { Positions } from '../api';
import type { NumberedEvent } from '../contracts';
import { SharedEvents } from '../models/sharedEvents';
import type { ITabs } from '../models/tabs';
import { ApiError, UnreachableError } from '../refusals';
import { numbered } from './fakes';

/** Pages that talk at once; the first that asks leads until it steps down. */
class Browser {
  pages: Page[] = [];
  /** What is on its way, when it takes a while. */
  late: (() => void)[] | null = null;
  waiting: (() => void)[] = [];
  isLed = false;

  open(): Page {
    const page = new Page(this);
    this.pages.push(page);
    return page;
  }

  next(): void {
    this.isLed = false;
    this.waiting.shift()?.();
  }
}

class Page implements ITabs {
  constructor(private readonly _browser: Browser) {}

  readonly said: Signal<ITabs, unknown> = new Signal<ITabs, unknown>(this);

  post(message: unknown): void {
    for (const page of this._browser.pages) {
      if (page !== this) {
        const arrive = (): void => {
          page.said.emit(message);
        };
        if (this._browser.late) {
          this._browser.late.push(arrive);
        } else {
          arrive();
        }
      }
    }
  }

  lead(held: () => Promise<void>, signal: AbortSignal): void {
    const begin = (): void => {
      if (signal.aborted) {
        this._browser.next();
        return;
      }
      this._browser.isLed = true;
      void held().then(() => {
        this._browser.next();
      });
    };
    if (this._browser.isLed) {
      this._browser.waiting.push(begin);
    } else {
      begin();
    }
  }
}

/** A server whose one open stream is fed by hand. */
class Server {
  asked: Positions[] = [];
  open = 0;
  private _feed: (step: NumberedEvent | Error) => void = () => undefined;

  send(step: NumberedEvent | Error): void {
    this._feed(step);
  }

  async *follow(
    positions: Positions,
    signal: AbortSignal
  ): AsyncGenerator<NumberedEvent, void, void> {
    this.asked.push(positions);
    this.open += 1;
    const steps: (NumberedEvent | Error)[] = [];
    let wake: () => void = () => undefined;
    this._feed = step => {
      steps.push(step);
      wake();
    };
    signal.addEventListener('abort', () => {
      wake();
    });
    try {
      for (;;) {
        const step = steps.shift();
        if (signal.aborted) {
          throw new DOMException('aborted', 'AbortError');
        } else if (step instanceof Error) {
          throw step;
        } else if (step) {
          yield step;
        } else {
          await new Promise<void>(resolve => {
            wake = resolve;
          });
        }
      }
    } finally {
      this.open -= 1;
    }
  }
}

const cancelled = { type: 'generation_cancelled', completed: 0 } as const;

function event(id: number, topic = 'session:s1'): NumberedEvent {
  return numbered(id, cancelled, topic);
}

/** What one page has heard, and a way to stop listening. */
function listen(browser: Browser, server: Server, positions: Positions) {
  const shared = new SharedEvents(
    (from, signal) => server.follow(from, signal),
    browser.open(),
    String(browser.pages.length)
  );
  const ids: number[] = [];
  const stop = new AbortController();
  const done = (async () => {
    for await (const { id } of shared.follow(positions, stop.signal)) {
      ids.push(id);
    }
  })();
  return { ids, stop, done };
}

function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 0));
}

describe('SharedEvents', () => {
  it('reads once for all pages', async () => {
    const [browser, server] = [new Browser(), new Server()];
    const pages = [0, 0, 0].map(last =>
      listen(browser, server, { 'session:s1': last })
    );
    await settled();
    server.send(event(1));
    await settled();
    expect(server.asked).toHaveLength(1);
    expect(pages.map(({ ids }) => ids)).toEqual([[1], [1], [1]]);
  });

  it('reads from where the one that is furthest behind is, and repeats nothing', async () => {
    const [browser, server] = [new Browser(), new Server()];
    const ahead = listen(browser, server, { 'session:s1': 5 });
    await settled();
    const behind = listen(browser, server, { 'session:s1': 3 });
    await settled();
    expect(server.asked).toEqual([{ 'session:s1': 5 }, { 'session:s1': 3 }]);
    expect(server.open).toBe(1);
    [4, 5, 6].forEach(id => {
      server.send(event(id));
    });
    await settled();
    expect([ahead.ids, behind.ids]).toEqual([[6], [4, 5, 6]]);
  });

  it('leaves no gap when an event was under way to a page that joins', async () => {
    const [browser, server] = [new Browser(), new Server()];
    const leader = listen(browser, server, { 'session:s1': 0 });
    await settled();
    server.send(event(1));
    await settled();
    browser.late = [];
    const behind = listen(browser, server, { 'session:s1': 0 });
    server.send(event(2));
    await settled();
    const { late } = browser;
    browser.late = null;
    late.forEach(arrive => {
      arrive();
    });
    await settled();
    [1, 2, 3].forEach(id => {
      server.send(event(id));
    });
    await settled();
    expect([leader.ids, behind.ids]).toEqual([
      [1, 2, 3],
      [1, 2, 3]
    ]);
  });

  it('lets a page join without a new connection when it needs no more', async () => {
    const [browser, server] = [new Browser(), new Server()];
    listen(browser, server, { 'session:s1': 0 });
    await settled();
    server.send(event(1));
    await settled();
    listen(browser, server, { 'session:s1': 1 });
    await settled();
    expect(server.asked).toHaveLength(1);
  });

  it('has another page lead when the leader goes', async () => {
    const [browser, server] = [new Browser(), new Server()];
    const leader = listen(browser, server, { 'session:s1': 0 });
    const other = listen(browser, server, { 'session:s1': 0 });
    await settled();
    server.send(event(1));
    await settled();
    leader.stop.abort();
    await leader.done;
    await settled();
    expect(server.asked).toEqual([{ 'session:s1': 0 }, { 'session:s1': 1 }]);
    expect(server.open).toBe(1);
    server.send(event(2));
    await settled();
    expect(other.ids).toEqual([1, 2]);
  });

  it.each([
    [new UnreachableError(null), UnreachableError],
    [new ApiError(404, 'not_found', 'no such session'), ApiError]
  ])('tells every page what broke the line (%#)', async (error, kind) => {
    const [browser, server] = [new Browser(), new Server()];
    const pages = [1, 2].map(() =>
      listen(browser, server, { 'session:s1': 0 })
    );
    await settled();
    server.send(error);
    for (const page of pages) {
      await expect(page.done).rejects.toBeInstanceOf(kind);
    }
    expect(server.open).toBe(0);
  });

  it('asks no more for what a page that is gone wanted, once it was refused', async () => {
    const [browser, server] = [new Browser(), new Server()];
    const shared = new SharedEvents(
      (from, signal) => server.follow(from, signal),
      browser.open(),
      '1'
    );
    const read = async (): Promise<void> => {
      const { signal } = new AbortController();
      const events = shared.follow({ 'session:s1': 0 }, signal);
      for await (const _ of events) {
        return;
      }
    };
    const broken = read();
    const from = { 'session:erased': 0 };
    browser.open().post({ kind: 'want', page: 'gone', from });
    await settled();
    server.send(new ApiError(404, 'not_found', 'no such session'));
    await expect(broken).rejects.toBeInstanceOf(ApiError);
    const again = read();
    await settled();
    expect(server.asked.at(-2)).toEqual({ 'session:s1': 0, ...from });
    expect(server.asked.at(-1)).toEqual({ 'session:s1': 0 });
    server.send(event(1));
    await again;
  });
});
