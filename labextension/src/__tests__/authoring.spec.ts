import { describe, expect, it } from 'vitest';

import { AuthoringModel } from '../models/authoring';
import { ApiError } from '../refusals';
import { authoringSession, FakeApi, session } from './fakes';

class Memory {
  constructor(public kept: string | null = null) {}

  get(): string | null {
    return this.kept;
  }

  set(sessionId: string): void {
    this.kept = sessionId;
  }
}

function model(api: FakeApi, memory = new Memory()): AuthoringModel {
  return new AuthoringModel(api, { memory, mode: () => 'practice' });
}

describe('AuthoringModel', () => {
  it('opens the session that was open before', async () => {
    const api = new FakeApi();
    api.sessions = [
      session({ id: 's1', state: 'READY' }),
      session({ id: 's2' })
    ];
    const authoring = model(api, new Memory('s2'));
    await authoring.refresh();
    expect(authoring.session?.id).toBe('s2');
  });

  it.each([
    ['the newest that is not finished', 'READY', ['open s2']],
    ['a new one', 'SAVED', ['create']]
  ] as const)('opens %s when none was', async (_, state, asked) => {
    const api = new FakeApi();
    api.sessions = [
      session({ id: 's1', state: 'SAVED' }),
      session({ id: 's2', state })
    ];
    await model(api, new Memory('gone')).refresh();
    expect(api.asked).toEqual(asked);
  });

  it('uses an empty session again', async () => {
    const api = new FakeApi();
    api.sessions = [session({ id: 's9', state: 'DRAFT', message_count: 0 })];
    const authoring = model(api);
    await authoring.refreshList();
    await authoring.begin();
    expect(api.asked).toEqual(['open s9']);
  });

  it('begins one session for the first look and the wish for a new one', async () => {
    const api = new FakeApi();
    const authoring = model(api);
    await Promise.all([
      authoring.refresh(),
      authoring.begin(),
      authoring.begin()
    ]);
    expect(api.asked).toEqual(['create']);
  });

  it('begins a new one although another one is just being opened', async () => {
    const api = new FakeApi();
    api.sessions = [session({ id: 's1', state: 'READY' })];
    const authoring = model(api, new Memory('s1'));
    await authoring.refreshList();
    await Promise.all([authoring.open('s1'), authoring.begin()]);
    expect(api.asked).toEqual(['open s1', 'create']);
  });

  it('leaves the one in view while another one is asked for', async () => {
    const api = new FakeApi();
    api.sessions = [session({ id: 's1', state: 'READY' })];
    const authoring = model(api, new Memory('s1'));
    await authoring.refresh();
    const seen: boolean[] = [];
    authoring.changed.connect(() => seen.push(authoring.isLeaving));
    const left = async (ask: () => Promise<void>): Promise<boolean> => {
      seen.length = 0;
      await ask();
      expect(seen.at(-1)).toBe(false);
      return seen.includes(true);
    };
    expect(await left(() => authoring.begin())).toBe(true);
    const open = authoring.session?.id ?? '';
    expect(await left(() => authoring.open(open))).toBe(false);
    api.failure = new Error('down');
    expect(await left(() => authoring.open('other'))).toBe(true);
  });

  it('offers a text that could not be sent in its own session only', async () => {
    const api = new FakeApi();
    api.sessions = [session({ state: 'READY' })];
    const authoring = model(api);
    await authoring.refresh();
    api.refusals = [new Error('down')];
    await authoring.send('two on loops');
    expect(authoring.unsent).toBe('two on loops');
    await authoring.open('s2');
    expect(authoring.unsent).toBe('');
    await authoring.open('s1');
    expect(authoring.unsent).toBe('two on loops');
  });

  it('keeps what could not be sent', async () => {
    const api = new FakeApi();
    api.sessions = [session({ state: 'READY' })];
    const authoring = model(api);
    await authoring.refresh();
    api.failure = new Error('down');
    await authoring.send(' two more ');
    expect(authoring.unsent).toBe('two more');
    expect([authoring.error?.message, authoring.failed]).toEqual([
      'down',
      'sending'
    ]);
    api.failure = null;
    await authoring.send('two more');
    expect([authoring.unsent, authoring.error]).toEqual(['', null]);
  });

  it('does one thing at a time', async () => {
    const api = new FakeApi();
    api.sessions = [session({ state: 'READY' })];
    const authoring = model(api);
    await authoring.refresh();
    await Promise.all([authoring.generate(), authoring.generate()]);
    expect(api.asked.filter(each => each === 'generate s1')).toHaveLength(1);
  });

  it('shows what the session has become when another page was faster', async () => {
    const api = new FakeApi();
    api.sessions = [session({ state: 'READY' })];
    const authoring = model(api);
    await authoring.refresh();
    api.opened = authoringSession({ state: 'GENERATING' });
    api.refusals = [new ApiError(409, 'wrong_state', 'generated already')];
    await authoring.generate();
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(authoring.session?.state).toBe('GENERATING');
    expect(authoring.error?.message).toBe('generated already');
  });
});
