import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import {
  fileOf,
  type IServerFile,
  refusal,
  UnreachableError
} from './refusals';
import { EventStreamParser, type IServerEvent } from './sse';

const API = 'jupyter-codemm/api';
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

/** Fetch a file with the name that the server gives it. */
export async function requestFile(
  settings: ServerConnection.ISettings,
  endpoint: string
): Promise<IServerFile> {
  return fileOf(await send(settings, endpoint, {}));
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
