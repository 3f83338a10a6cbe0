import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import type { ErrorReply } from './contracts';
import { EventStreamParser, type IServerEvent } from './sse';

const API = 'jupyter-codemm/api';
/** What proxies answer, and JupyterHub (424), while the server behind them is away. */
const AWAY: readonly number[] = [424, 502, 503, 504];

/** The server refused, in its own words. `code` is stable; `where` is the path of the field. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly where = ''
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Nothing answered: the server is down, the network is, or who stands before the server says so. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'UnreachableError';
  }
}

/** Call an endpoint of our API and return its decoded body; an empty body is `undefined`. */
export async function requestAPI<T>(
  settings: ServerConnection.ISettings,
  endpoint: string,
  init: RequestInit = {}
): Promise<T> {
  const response = await send(settings, endpoint, init);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** A file that the server made. */
export interface IServerFile {
  readonly name: string;
  readonly content: Blob;
}

/** Fetch a file with the name that the server gives it. */
export async function requestFile(
  settings: ServerConnection.ISettings,
  endpoint: string
): Promise<IServerFile> {
  const response = await send(settings, endpoint, {});
  const told = response.headers.get('Content-Disposition') ?? '';
  const name = /filename="([^"]+)"/.exec(told)?.[1] ?? 'download';
  return { name, content: await response.blob() };
}

export interface IReadEvents {
  /** Resume after this event id; from the start when empty. */
  lastEventId?: string;
  signal: AbortSignal;
}

/**
 * Read a stream of events until the server ends it or `signal` aborts.
 *
 * By fetch, because an EventSource can carry neither headers nor a body.
 */
export async function* readEvents(
  settings: ServerConnection.ISettings,
  endpoint: string,
  { lastEventId, signal }: IReadEvents
): AsyncGenerator<IServerEvent, void, void> {
  const headers: Record<string, string> = { Accept: 'text/event-stream' };
  if (lastEventId) {
    headers['Last-Event-ID'] = lastEventId;
  }
  const response = await send(settings, endpoint, { headers, signal });
  const reader = response.body?.getReader();
  if (!reader) {
    return;
  }
  const parser = new EventStreamParser();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await readChunk(reader, signal);
      if (done) {
        return;
      }
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    // A consumer that stops early must not leave the connection open.
    await reader.cancel().catch(() => undefined);
  }
}

async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch (error) {
    throw signal.aborted ? error : new UnreachableError(error);
  }
}

async function send(
  settings: ServerConnection.ISettings,
  endpoint: string,
  init: RequestInit
): Promise<Response> {
  const url = URLExt.join(settings.baseUrl, API, endpoint);
  let response: Response;
  try {
    response = await ServerConnection.makeRequest(url, init, settings);
  } catch (error) {
    if (init.signal?.aborted) {
      throw error;
    }
    throw new UnreachableError(error);
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

async function refusal(
  response: Response
): Promise<ApiError | UnreachableError> {
  const body: unknown = await response.json().catch(() => null);
  if (!isErrorReply(body)) {
    if (AWAY.includes(response.status)) {
      return new UnreachableError(response.status);
    }
    const words = response.statusText || String(response.status);
    return new ApiError(response.status, 'refused', words);
  }
  const { code, message, where } = body.error;
  return new ApiError(response.status, code, message, where);
}

function isErrorReply(body: unknown): body is ErrorReply {
  return (
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    typeof body.error === 'object' &&
    body.error !== null &&
    'code' in body.error &&
    typeof body.error.code === 'string' &&
    'message' in body.error &&
    typeof body.error.message === 'string'
  );
}
