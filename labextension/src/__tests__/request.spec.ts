import { ServerConnection } from '@jupyterlab/services';
import { describe, expect, it } from 'vitest';

import { connect } from '../api';
import { journeyOf } from '../journey';
import { ApiError, UnreachableError } from '../refusals';
import { readEvents } from '../request';

/** Settings whose fetch answers with the given response and keeps the requests. */
function serverWith(answer: () => Promise<Response>): {
  settings: ServerConnection.ISettings;
  requests: Request[];
} {
  const requests: Request[] = [];
  const settings = ServerConnection.makeSettings({
    baseUrl: 'http://lab.example/user/x/',
    appendToken: false,
    fetch: input => {
      requests.push(input as Request);
      return answer();
    }
  });
  return { settings, requests };
}

const NEVER = new AbortController().signal;

describe('the API', () => {
  it('is found under the base URL of the server', async () => {
    const { settings, requests } = serverWith(() =>
      Promise.resolve(Response.json({ path: 'x.ipynb' }, { status: 201 }))
    );
    const written = await connect(settings).emitNotebook('a/b', {
      directory: ''
    });
    expect(written).toEqual({ path: 'x.ipynb' });
    expect(requests[0]?.method).toBe('POST');
    expect(requests[0]?.url.replace(/\?.*/, '')).toBe(
      'http://lab.example/user/x/jupyter-codemm/api/activities/a%2Fb/notebook'
    );
  });

  it('gives a file the name that the server tells', async () => {
    const told = { 'Content-Disposition': 'attachment; filename="a b.csv"' };
    const { settings, requests } = serverWith(() =>
      Promise.resolve(new Response('id,at', { headers: told }))
    );
    const file = await journeyOf(settings).copy('csv');
    expect(file.name).toBe('a b.csv');
    expect(await file.content.text()).toBe('id,at');
    expect(requests[0]?.url).toContain('/api/me/export?format=csv');
  });

  it('refuses in the words of the server', async () => {
    const error = { code: 'store', message: 'newer database', where: 'db' };
    const { settings } = serverWith(() =>
      Promise.resolve(Response.json({ error }, { status: 503 }))
    );
    await expect(connect(settings).getHealth(NEVER)).rejects.toEqual(
      new ApiError(503, 'store', 'newer database', 'db')
    );
  });

  it('understands a refusal that is not ours', async () => {
    const { settings } = serverWith(() =>
      Promise.resolve(
        new Response('<html>', { status: 404, statusText: 'Not Found' })
      )
    );
    await expect(connect(settings).getHealth(NEVER)).rejects.toEqual(
      new ApiError(404, 'refused', 'Not Found')
    );
  });

  it.each([424, 502, 503, 504])(
    'takes %s of a proxy for a server that is away',
    async status => {
      const { settings } = serverWith(() =>
        Promise.resolve(new Response('<html>', { status }))
      );
      await expect(connect(settings).getHealth(NEVER)).rejects.toBeInstanceOf(
        UnreachableError
      );
    }
  );

  it('tells when nothing answers', async () => {
    const { settings } = serverWith(() =>
      Promise.reject(new TypeError('Failed to fetch'))
    );
    await expect(connect(settings).getHealth(NEVER)).rejects.toBeInstanceOf(
      UnreachableError
    );
  });
});

describe('readEvents', () => {
  it('decodes characters that are cut in two and resumes', async () => {
    const bytes = new TextEncoder().encode('id: 4\ndata: "é"\n\n');
    const body = new ReadableStream<Uint8Array>({
      start: controller => {
        bytes.forEach(byte => {
          controller.enqueue(Uint8Array.of(byte));
        });
        controller.close();
      }
    });
    const { settings, requests } = serverWith(() =>
      Promise.resolve(new Response(body))
    );
    const events = [];
    const options = { lastEventId: '3', signal: NEVER };
    for await (const event of readEvents(settings, 'events', options)) {
      events.push(event);
    }
    expect(events).toEqual([{ id: '4', event: 'message', data: '"é"' }]);
    expect(requests[0]?.headers.get('Last-Event-ID')).toBe('3');
  });

  it('closes the connection when the reader stops early', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: controller => {
        controller.enqueue(new TextEncoder().encode('data: 1\n\n'));
      },
      cancel: () => {
        cancelled = true;
      }
    });
    const { settings } = serverWith(() => Promise.resolve(new Response(body)));
    for await (const event of readEvents(settings, 'events', {
      signal: NEVER
    })) {
      expect(event.data).toBe('1');
      break;
    }
    expect(cancelled).toBe(true);
  });
});
