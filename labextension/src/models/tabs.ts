import { type ISignal, Signal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';

/** What the open pages of one server can say to each other. */
export interface ITabs {
  /** Say something to the other pages. */
  post(message: unknown): void;
  /** What another page said. */
  readonly said: ISignal<ITabs, unknown>;
  /** Wait to be the one page that leads, be it as long as `held` takes or until `signal` aborts. */
  lead(held: () => Promise<void>, signal: AbortSignal): void;
}

/** The pages of one browser, by its own means. */
export class BrowserTabs implements ITabs, IDisposable {
  private constructor(private readonly _name: string) {
    this._channel = new BroadcastChannel(_name);
    this._channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      this._said.emit(data);
    };
  }

  /** Return the pages that share a name; null where the browser cannot let them talk. */
  static of(name: string): BrowserTabs | null {
    // Locks are there in secure contexts only, which http on another host is not.
    const canLead = 'locks' in navigator && 'BroadcastChannel' in globalThis;
    return canLead ? new BrowserTabs(name) : null;
  }

  get said(): ISignal<this, unknown> {
    return this._said;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  post(message: unknown): void {
    if (!this._isDisposed) {
      this._channel.postMessage(message);
    }
  }

  lead(held: () => Promise<void>, signal: AbortSignal): void {
    navigator.locks
      .request(this._name, { signal }, held)
      .catch((error: unknown) => {
        if (!signal.aborted) {
          throw error;
        }
      });
  }

  dispose(): void {
    this._isDisposed = true;
    this._channel.close();
    Signal.clearData(this);
  }

  private readonly _channel: BroadcastChannel;
  private readonly _said = new Signal<this, unknown>(this);
  private _isDisposed = false;
}
