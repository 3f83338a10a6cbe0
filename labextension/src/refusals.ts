import type { ErrorReply } from './contracts';

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

/** What an answer that is no success says. */
export async function refusal(
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

/** A file that the server made. */
export interface IServerFile {
  readonly name: string;
  readonly content: Blob;
}

/** The file of an answer, with the name that the server gives it. */
export async function fileOf(response: Response): Promise<IServerFile> {
  const told = response.headers.get('Content-Disposition') ?? '';
  const name = /filename="([^"]+)"/.exec(told)?.[1] ?? 'download';
  return { name, content: await response.blob() };
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
