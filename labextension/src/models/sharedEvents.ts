import type { FollowEvents, Positions } from '../api';
import type { NumberedEvent } from '../contracts';
import { ApiError, UnreachableError } from '../refusals';
import type { ITabs } from './tabs';

/**
 * What pages tell each other. HTTP/1.1 gives a browser six connections to a host, so one page
 * reads the stream for all: each says how far it has read, and the leader hands events on. An
 * event comes with the number `after` which it is the next: a page that has read
 * less was not heard yet when it was sent, and gets it once more in its turn.
 */
type Message =
  | { readonly kind: 'who' }
  | { readonly kind: 'want'; readonly page: string; readonly from: Positions }
  | {
      readonly kind: 'event';
      readonly event: NumberedEvent;
      readonly after: number;
    }
  | { readonly kind: 'broken'; readonly error: IRefusal | null };

interface IRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Follows events over one connection for all open pages; in turn each may be the leader. */
export class SharedEvents {
  constructor(
    private readonly _follow: FollowEvents,
    private readonly _tabs: ITabs,
    private readonly _page: string
  ) {
    _tabs.said.connect((_, message) => {
      this._hear(message as Message);
    });
  }

  /** As the endpoint: events after the given numbers, until `signal` aborts or the line breaks. */
  async *follow(
    positions: Positions,
    signal: AbortSignal
  ): AsyncGenerator<NumberedEvent, void, void> {
    const reader = new Reader(positions, signal);
    this._readers.add(reader);
    this._tellWants();
    this._runForLeader();
    try {
      yield* reader.events();
    } finally {
      this._readers.delete(reader);
      this._tellWants();
      if (this._readers.size === 0) {
        this._retire();
      }
    }
  }

  private _hear(message: Message): void {
    switch (message.kind) {
      case 'who':
        this._tellWants();
        break;
      case 'want':
        this._wants.set(message.page, message.from);
        this._connect();
        break;
      case 'event':
        this._deliver(message.event, message.after);
        break;
      case 'broken':
        this._fail(message.error);
        break;
    }
  }

  private _tellWants(): void {
    const from = lowest([...this._readers].map(reader => reader.positions));
    this._wants.set(this._page, from);
    this._tabs.post({ kind: 'want', page: this._page, from } satisfies Message);
    this._connect();
  }

  private _runForLeader(): void {
    if (this._candidacy !== null) {
      return;
    }
    const candidacy = new AbortController();
    this._candidacy = candidacy;
    this._tabs.lead(() => {
      this._isLeading = !candidacy.signal.aborted;
      this._tabs.post({ kind: 'who' } satisfies Message);
      this._connect();
      return aborted(candidacy.signal);
    }, candidacy.signal);
  }

  private _retire(): void {
    this._isLeading = false;
    this._candidacy?.abort();
    this._candidacy = null;
    this._connection?.abort();
    this._connection = null;
  }

  /** As the leader, read what any page still needs, unless the open connection brings it. */
  private _connect(): void {
    if (!this._isLeading) {
      return;
    }
    const wanted = lowest([...this._wants.values()]);
    if (this._connection !== null && covers(this._read, wanted)) {
      return;
    }
    this._connection?.abort();
    this._connection = null;
    if (Object.keys(wanted).length > 0) {
      const connection = new AbortController();
      this._connection = connection;
      this._read = { ...wanted };
      void this._readAll(connection);
    }
  }

  private async _readAll(connection: AbortController): Promise<void> {
    let refusal: IRefusal | null = null;
    try {
      for await (const event of this._follow(this._read, connection.signal)) {
        if (connection.signal.aborted) {
          return;
        }
        const after = this._read[event.topic] ?? 0;
        this._read = { ...this._read, [event.topic]: event.id };
        this._tabs.post({ kind: 'event', event, after } satisfies Message);
        this._deliver(event, after);
      }
    } catch (error) {
      if (connection.signal.aborted) {
        return;
      }
      refusal = refusalOf(error);
    }
    if (!connection.signal.aborted) {
      this._connection = null;
      this._tabs.post({ kind: 'broken', error: refusal } satisfies Message);
      this._fail(refusal);
    }
  }

  private _deliver(event: NumberedEvent, after: number): void {
    for (const [page, from] of this._wants) {
      if (isNext(event, after, from)) {
        this._wants.set(page, { ...from, [event.topic]: event.id });
      }
    }
    for (const reader of this._readers) {
      reader.take(event, after);
    }
  }

  private _fail(refusal: IRefusal | null): void {
    // Who is there says again what it wants; what a page that is gone wanted may be what was refused.
    this._wants.clear();
    const error = refusal
      ? new ApiError(refusal.status, refusal.code, refusal.message)
      : new UnreachableError(null);
    for (const reader of this._readers) {
      reader.fail(error);
    }
  }

  private readonly _readers = new Set<Reader>();
  private readonly _wants = new Map<string, Positions>();
  private _candidacy: AbortController | null = null;
  private _isLeading = false;
  private _connection: AbortController | null = null;
  private _read: Positions = {};
}

/** One consumer: takes every event that it has not had, once and in order, without a gap. */
class Reader {
  constructor(
    public positions: Positions,
    private readonly _signal: AbortSignal
  ) {
    _signal.addEventListener('abort', () => {
      this._wake();
    });
  }

  take(event: NumberedEvent, after: number): void {
    if (isNext(event, after, this.positions)) {
      this.positions = { ...this.positions, [event.topic]: event.id };
      this._queue.push(event);
      this._wake();
    }
  }

  fail(error: Error): void {
    this._error = error;
    this._wake();
  }

  async *events(): AsyncGenerator<NumberedEvent, void, void> {
    while (!this._signal.aborted) {
      const next = this._queue.shift();
      if (next) {
        yield next;
      } else if (this._error) {
        throw this._error;
      } else {
        await new Promise<void>(resolve => {
          this._wake = resolve;
        });
      }
    }
  }

  private readonly _queue: NumberedEvent[] = [];
  private _error: Error | null = null;
  private _wake: () => void = () => undefined;
}

/** Whether who has read so far lacks this event, and nothing before it. */
function isNext(
  { id, topic }: NumberedEvent,
  after: number,
  read: Positions
): boolean {
  const last = read[topic];
  return last !== undefined && after <= last && last < id;
}

/** Where each topic must be read from so that nobody misses anything. */
function lowest(all: readonly Positions[]): Positions {
  const from: Record<string, number> = {};
  for (const [topic, number] of all.flatMap(each => Object.entries(each))) {
    from[topic] = Math.min(number, from[topic] ?? number);
  }
  return from;
}

function covers(read: Positions, wanted: Positions): boolean {
  return Object.entries(wanted).every(([topic, number]) => {
    const last = read[topic];
    return last !== undefined && last <= number;
  });
}

function refusalOf(error: unknown): IRefusal | null {
  if (error instanceof ApiError) {
    const { status, code, message } = error;
    return { status, code, message };
  }
  if (error instanceof UnreachableError) {
    return null;
  }
  throw error;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
