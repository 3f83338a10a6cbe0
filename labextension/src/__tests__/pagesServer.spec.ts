import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApiError, UnreachableError } from '../refusals';
import { serverOf } from '../pages/server';
import { serviceOf } from '../pages/service';

const PAGE = { base: '/services/codemm/', xsrf: 'of-the-page' };
let sent: { url: string; token: string | null; method: string }[];
let answers: Response[];

function refused(code: string, status: number, where = ''): Response {
  const error = { code, message: 'No.', where };
  return new Response(JSON.stringify({ error }), { status });
}

beforeEach(() => {
  sent = [];
  answers = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const token = new Headers(init.headers).get('X-XSRFToken');
    sent.push({ url, token, method: init.method ?? 'GET' });
    const answer = answers.shift();
    return answer
      ? Promise.resolve(answer)
      : Promise.reject(new TypeError('network'));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  document.cookie = '_xsrf=; max-age=0';
});

describe('What the pages ask', () => {
  it('shows that it comes from them, also when it only reads', async () => {
    answers = [new Response('{"a": 1}'), new Response(null, { status: 204 })];
    const { ask } = serverOf(PAGE);
    expect(await ask('classes')).toEqual({ a: 1 });
    expect(await ask('classes/c1', { method: 'DELETE' })).toBeUndefined();
    expect(sent.map(({ url }) => url)).toEqual([
      '/services/codemm/jupyter-codemm/api/classes',
      '/services/codemm/jupyter-codemm/api/classes/c1'
    ]);
    expect(sent.map(({ token }) => token)).toEqual([PAGE.xsrf, PAGE.xsrf]);
  });

  it('goes on after somebody signed in again in another tab', async () => {
    document.cookie = '_xsrf=newer';
    answers = [new Response('', { status: 403 }), new Response('{}')];
    await serverOf(PAGE).ask('classes');
    expect(sent.map(({ token }) => token)).toEqual([PAGE.xsrf, 'newer']);
  });

  it('tells of what is not theirs any more', async () => {
    const heard = vi.fn();
    const { ask } = serverOf(PAGE, heard);
    answers = [
      refused('forbidden', 403, 'credential'),
      refused('not_found', 404),
      refused('wrong_state', 409)
    ];
    for (const status of [403, 404, 409]) {
      await expect(ask('x')).rejects.toMatchObject({ status });
    }
    expect(heard).toHaveBeenCalledTimes(2);
    await expect(ask('x')).rejects.toBeInstanceOf(UnreachableError);
  });

  it('tells a server that is away from a refusal', async () => {
    answers = [new Response('<html>', { status: 503 })];
    await expect(serverOf(PAGE).ask('x')).rejects.toBeInstanceOf(
      UnreachableError
    );
    answers = [new Response('<html>', { status: 400, statusText: 'Bad' })];
    await expect(serverOf(PAGE).ask('x')).rejects.toBeInstanceOf(ApiError);
  });

  it('keeps every name in its place', async () => {
    answers = ['{}', '{}', '{}'].map(text => new Response(text));
    const service = serviceOf(serverOf(PAGE));
    const { signal } = new AbortController();
    await service.learner('c1', '../x?y', signal);
    await service.unenrol('c1', 'a&b=c');
    await service.rows('h1', ['s1', 's2'], signal);
    const api = '/services/codemm/jupyter-codemm/api/';
    expect(sent.map(({ url }) => url)).toEqual([
      `${api}classes/c1/learners/..%2Fx%3Fy`,
      `${api}classes/c1/members?user=a%26b%3Dc`,
      `${api}challenges/h1/submissions?ids=s1%2Cs2`
    ]);
  });
});
