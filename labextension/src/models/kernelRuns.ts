import type { KernelMessage } from '@jupyterlab/services';

import type { Note } from '../contracts';

export type KernelRun = NonNullable<Note['run']>;

/** Hears how a run ended. */
export type Ended = (run: KernelRun) => void;

/** The server keeps fewer characters, and says so of a longer text. */
const MOST = 70_000;
/** What stands for a line that was typed where nobody is to read it. */
const UNREADABLE = '········';

/** A run that goes on, and which of the kernel's requests for a line ask for a password. */
interface IGoing {
  readonly ended: Ended;
  readonly startedAt: number;
  readonly secret: Map<string, boolean>;
  /** A kernel that stopped at an error of another cell says that this one is over and never begins it. */
  isBegun: boolean;
  stdin: string;
  stdout: string;
  stderr: string;
  errorName: string | null;
}

/**
 * Puts together from what passes between a page and a kernel what cells were run, what was typed to
 * them, what they printed and how they ended.
 */
export class KernelRuns {
  /** `started` is asked of each cell whether anybody is to hear how its run ends. */
  constructor(
    private readonly _started: (cellId: string, code: string) => Ended | null
  ) {}

  /** A message was sent to the kernel. */
  sent(message: KernelMessage.IMessage, at: number): void {
    const { header, metadata } = message;
    if (header.msg_type === 'execute_request') {
      const { code } = (message as KernelMessage.IExecuteRequestMsg).content;
      const { cellId } = metadata;
      const ended = typeof cellId === 'string' && this._started(cellId, code);
      if (ended) {
        this._going.set(header.msg_id, {
          ended,
          startedAt: at,
          secret: new Map(),
          isBegun: false,
          stdin: '',
          stdout: '',
          stderr: '',
          errorName: null
        });
      }
    } else if (header.msg_type === 'input_reply') {
      this._typed(message as KernelMessage.IInputReplyMsg);
    }
  }

  /** A message came from the kernel. */
  received(message: KernelMessage.IMessage, at: number): void {
    const { parent_header: parent } = message;
    const id = 'msg_id' in parent ? parent.msg_id : '';
    const run = this._going.get(id);
    if (run && isOver(message)) {
      this._going.delete(id);
      if (!run.isBegun) {
        return;
      }
      run.ended({
        stdin: run.stdin,
        stdout: run.stdout,
        stderr: run.stderr,
        error_name: run.errorName,
        time_ms: Math.max(0, Math.round(at - run.startedAt))
      });
    } else if (run) {
      listen(run, message);
    }
  }

  /** The kernel is another one: what ran in the one before will not be heard of again. */
  forget(): void {
    this._going.clear();
  }

  private _typed({
    content,
    parent_header: asked
  }: KernelMessage.IInputReplyMsg): void {
    const id = 'msg_id' in asked ? asked.msg_id : '';
    for (const run of this._going.values()) {
      const isSecret = run.secret.get(id);
      if (isSecret !== undefined && content.status === 'ok') {
        run.stdin = capped(
          run.stdin,
          `${isSecret ? UNREADABLE : content.value}\n`
        );
      }
    }
  }

  private readonly _going = new Map<string, IGoing>();
}

function isOver({ header, content }: KernelMessage.IMessage): boolean {
  return (
    header.msg_type === 'status' &&
    (content as KernelMessage.IStatusMsg['content']).execution_state === 'idle'
  );
}

function listen(run: IGoing, message: KernelMessage.IMessage): void {
  switch (message.header.msg_type) {
    case 'execute_input': {
      run.isBegun = true;
      break;
    }
    case 'input_request': {
      const { password } = (message as KernelMessage.IInputRequestMsg).content;
      run.secret.set(message.header.msg_id, password);
      break;
    }
    case 'stream': {
      const { name, text } = (message as KernelMessage.IStreamMsg).content;
      run[name] = capped(run[name], text);
      break;
    }
    case 'execute_result': {
      const { data } = (message as KernelMessage.IExecuteResultMsg).content;
      const text = data['text/plain'];
      if (typeof text === 'string') {
        run.stdout = capped(run.stdout, `${text}\n`);
      }
      break;
    }
    case 'error': {
      const { ename, evalue } = (message as KernelMessage.IErrorMsg).content;
      run.errorName = ename.slice(0, 120);
      run.stderr = capped(run.stderr, `${ename}: ${evalue}\n`);
      break;
    }
  }
}

function capped(text: string, more: string): string {
  return (text + more).slice(0, MOST);
}
