import {
  ApiError,
  fileOf,
  type IServerFile,
  refusal,
  UnreachableError
} from '../refusals';

/** The class service as a page asks it. */
export interface IServer {
  /** Ask, and return what was answered; an empty answer is `undefined`. */
  ask<T>(endpoint: string, init?: RequestInit): Promise<T>;
  /** Ask for a file. */
  file(endpoint: string): Promise<IServerFile>;
}

/** What a page knows when it begins. */
export interface IPage {
  /** The path of the service, with a slash at its end. */
  readonly base: string;
  /** Shows that a request comes from the page. */
  readonly xsrf: string;
}

/**
 * Bind requests to the service that served the page; its cookie says who asks.
 *
 * `onRefused` hears of what is not theirs, or not any more.
 */
export function serverOf(
  { base, xsrf }: IPage,
  onRefused: () => void = () => undefined
): IServer {
  const send = async (
    endpoint: string,
    init: RequestInit = {}
  ): Promise<Response> => {
    const url = `${base}jupyter-codemm/api/${endpoint}`;
    const first = await fetched(url, init, xsrf);
    // Who has signed in again, in another tab, has another token by now.
    const now = tokenOfCookie();
    const isOld = first.status === 403 && now !== null && now !== xsrf;
    const response = isOld ? await fetched(url, init, now) : first;
    if (!response.ok) {
      const error = await refusal(response);
      if (
        error instanceof ApiError &&
        ['forbidden', 'not_found'].includes(error.code)
      ) {
        onRefused();
      }
      throw error;
    }
    return response;
  };
  return {
    ask: async <T>(endpoint: string, init?: RequestInit): Promise<T> => {
      const text = await (await send(endpoint, init)).text();
      return (text ? JSON.parse(text) : undefined) as T;
    },
    file: async endpoint => fileOf(await send(endpoint))
  };
}

async function fetched(
  url: string,
  init: RequestInit,
  xsrf: string
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('X-XSRFToken', xsrf);
  try {
    return await fetch(url, {
      ...init,
      headers,
      credentials: 'same-origin',
      cache: 'no-store'
    });
  } catch (error) {
    if (init.signal?.aborted) {
      throw error;
    }
    throw new UnreachableError(error);
  }
}

function tokenOfCookie(): string | null {
  return /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? null;
}
