import type { KernelMessage } from '@jupyterlab/services';
import { beforeEach, describe, expect, it } from 'vitest';

import { isMagic } from '../models/answers';
import { type KernelRun, KernelRuns } from '../models/kernelRuns';

type Content = Record<string, unknown>;

function message(
  type: string,
  id: string,
  parent: string,
  content: Content = {},
  metadata: Content = {}
): KernelMessage.IMessage {
  return {
    header: { msg_type: type, msg_id: id },
    parent_header: parent ? { msg_id: parent } : {},
    content,
    metadata
  } as unknown as KernelMessage.IMessage;
}

describe('KernelRuns', () => {
  let ended: KernelRun[];
  let runs: KernelRuns;

  beforeEach(() => {
    ended = [];
    runs = new KernelRuns(cellId =>
      cellId === 'answer' ? run => ended.push(run) : null
    );
  });

  const ask = (id: string, cellId: string) => {
    const content = { code: 'x = input()' };
    runs.sent(message('execute_request', id, '', content, { cellId }), 1000);
  };
  const execute = (id: string, cellId: string) => {
    ask(id, cellId);
    hear('execute_input', id, { code: 'x = input()' });
  };
  const hear = (type: string, parent: string, content: Content, at = 1500) => {
    runs.received(message(type, `${type}-${parent}`, parent, content), at);
  };
  const idle = (parent: string, at = 1500) => {
    hear('status', parent, { execution_state: 'idle' }, at);
  };
  const type = (parent: string, value: string, password = false) => {
    hear('input_request', parent, { prompt: '', password });
    const reply = { status: 'ok', value };
    runs.sent(message('input_reply', 'i', `input_request-${parent}`, reply), 0);
  };

  it('tells what was typed and printed, and how it ended', () => {
    execute('e1', 'answer');
    hear('status', 'e1', { execution_state: 'busy' });
    hear('stream', 'e1', { name: 'stdout', text: 'n? ' });
    type('e1', '3');
    hear('stream', 'e1', { name: 'stderr', text: 'careful\n' });
    hear('execute_result', 'e1', { data: { 'text/plain': '6' } });
    hear('error', 'e1', { ename: 'NameError', evalue: 'valeus' });
    expect(ended).toEqual([]);
    idle('e1', 1750.4);
    expect(ended).toEqual([
      {
        stdin: '3\n',
        stdout: 'n? 6\n',
        stderr: 'careful\nNameError: valeus\n',
        error_name: 'NameError',
        time_ms: 750
      }
    ]);
    idle('e1');
    expect(ended).toHaveLength(1);
  });

  it('tells nothing of what was stopped by an error before it began', () => {
    ask('e1', 'answer');
    hear('execute_reply', 'e1', { status: 'aborted' });
    idle('e1');
    execute('e2', 'answer');
    idle('e2');
    expect(ended).toHaveLength(1);
  });

  it('never tells a password', () => {
    execute('e1', 'answer');
    type('e1', 'hunter2', true);
    idle('e1');
    expect(ended[0]?.stdin).toBe('········\n');
  });

  it('hears nothing of other cells, and keeps runs apart', () => {
    execute('e1', 'scratch');
    execute('e2', 'answer');
    execute('e3', 'answer');
    hear('stream', 'e1', { name: 'stdout', text: 'private' });
    hear('stream', 'e2', { name: 'stdout', text: 'two' });
    type('e1', 'private');
    ['e1', 'e2', 'e3'].forEach(id => {
      idle(id);
    });
    expect(ended.map(({ stdin, stdout }) => stdin + stdout)).toEqual([
      'two',
      ''
    ]);
  });

  it('cuts what no server takes, and forgets what a lost kernel did', () => {
    execute('e1', 'answer');
    for (let n = 0; n < 3; n++) {
      hear('stream', 'e1', { name: 'stdout', text: 'x'.repeat(40_000) });
    }
    idle('e1');
    expect(ended[0]?.stdout).toHaveLength(70_000);
    execute('e2', 'answer');
    runs.forget();
    idle('e2');
    expect(ended).toHaveLength(1);
  });
});

describe('isMagic', () => {
  it.each([
    ['%%codemm java p1\nclass A {}', true],
    ['\n\n%%timeit\n1', true],
    ['# codemm: p1\ndef f(): pass', false],
    ['x = 5 %2', false]
  ])('%j is %j', (source, expected) => {
    expect(isMagic(source)).toBe(expected);
  });
});
