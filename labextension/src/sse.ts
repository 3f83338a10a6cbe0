/** One event of a `text/event-stream`. `id` is the last id seen so far, as the standard says. */
export interface IServerEvent {
  id: string;
  event: string;
  data: string;
}

const LINE_END = /\r\n|\n|\r/;

/** Turns the chunks of a `text/event-stream` into events, wherever the chunks were cut. */
export class EventStreamParser {
  /** Take the next chunk of text and return the events that it completes. */
  push(chunk: string): IServerEvent[] {
    this._rest += chunk;
    const events: IServerEvent[] = [];
    for (let line = this._nextLine(); line !== null; line = this._nextLine()) {
      const event = this._takeLine(line);
      if (event) {
        events.push(event);
      }
    }
    return events;
  }

  private _nextLine(): string | null {
    const end = LINE_END.exec(this._rest);
    // A lone CR at the end may be the first half of CRLF: wait for what follows.
    if (!end || (end[0] === '\r' && end.index === this._rest.length - 1)) {
      return null;
    }
    const line = this._rest.slice(0, end.index);
    this._rest = this._rest.slice(end.index + end[0].length);
    return line;
  }

  private _takeLine(line: string): IServerEvent | null {
    if (line === '') {
      return this._dispatch();
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      this._data.push(value);
    } else if (field === 'event') {
      this._event = value;
    } else if (field === 'id' && !value.includes('\0')) {
      this._id = value;
    }
    return null;
  }

  private _dispatch(): IServerEvent | null {
    const event = {
      id: this._id,
      event: this._event || 'message',
      data: this._data.join('\n')
    };
    const empty = this._data.length === 0;
    this._data = [];
    this._event = '';
    return empty ? null : event;
  }

  private _rest = '';
  private _id = '';
  private _event = '';
  private _data: string[] = [];
}
