import { describe, expect, it } from 'vitest';

import { Resource } from '../models/resource';

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('Resource', () => {
  it('is loading until the value came', async () => {
    const answer = deferred<number>();
    const resource = new Resource(() => answer.promise);
    const done = resource.refresh();
    expect(resource.state).toEqual({ value: null, loading: true, error: null });
    answer.resolve(1);
    await done;
    expect(resource.state).toEqual({ value: 1, loading: false, error: null });
  });

  it('keeps the old value beside a failure', async () => {
    const answers = [Promise.resolve(1), Promise.reject(new Error('down'))];
    const resource = new Resource(() => answers.shift() ?? Promise.resolve(2));
    await resource.refresh();
    await resource.refresh();
    expect(resource.state.value).toBe(1);
    expect(resource.state.error?.message).toBe('down');
    await resource.refresh();
    expect(resource.state).toEqual({ value: 2, loading: false, error: null });
  });

  it('lets the newest call win and aborts the older one', async () => {
    const first = deferred<string>();
    const second = deferred<string>();
    const answers = [first, second];
    const signals: AbortSignal[] = [];
    const resource = new Resource(signal => {
      signals.push(signal);
      return (answers.shift() ?? second).promise;
    });
    const calls = [resource.refresh(), resource.refresh()];
    second.resolve('new');
    first.resolve('old');
    await Promise.all(calls);
    expect(resource.state.value).toBe('new');
    expect(signals.map(signal => signal.aborted)).toEqual([true, false]);
  });

  it('says nothing more once it is disposed', async () => {
    const answer = deferred<number>();
    const resource = new Resource(() => answer.promise);
    const done = resource.refresh();
    resource.dispose();
    answer.resolve(1);
    await done;
    await resource.refresh();
    expect(resource.state.value).toBeNull();
  });
});
