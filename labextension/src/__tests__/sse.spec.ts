import { describe, expect, it } from 'vitest';

import { EventStreamParser } from '../sse';

function parse(...chunks: string[]): unknown[] {
  const parser = new EventStreamParser();
  return chunks.flatMap(chunk => parser.push(chunk));
}

describe('EventStreamParser', () => {
  it('reads id, event and data', () => {
    expect(parse('id: 3\nevent: slot_gate\ndata: {"a":1}\n\n')).toEqual([
      { id: '3', event: 'slot_gate', data: '{"a":1}' }
    ]);
  });

  it.each(['\n', '\r', '\r\n'])(
    'gives the same wherever it is cut (%j)',
    end => {
      const text = [
        'id: 1',
        'data: a',
        'data: b',
        '',
        'data: c',
        '',
        ': x'
      ].join(end);
      const whole = parse(text + end);
      expect(whole).toHaveLength(2);
      for (let cut = 0; cut <= text.length; cut++) {
        expect(parse(text.slice(0, cut), text.slice(cut) + end)).toEqual(whole);
      }
    }
  );

  it('keeps the last id for events that bring none', () => {
    expect(parse('id: 7\ndata: a\n\ndata: b\n\n')).toMatchObject([
      { id: '7', data: 'a' },
      { id: '7', data: 'b' }
    ]);
  });

  it('joins data lines, and drops one blank after the colon only', () => {
    expect(parse('data:  a\ndata:b\ndata\n\n')).toMatchObject([
      { event: 'message', data: ' a\nb\n' }
    ]);
  });

  it('ignores comments, unknown fields and events without data', () => {
    expect(parse(': ping\n\nretry: 5\nevent: x\n\ndata: y\n\n')).toEqual([
      { id: '', event: 'message', data: 'y' }
    ]);
  });

  it('does not give an event that was never finished', () => {
    expect(parse('data: a\n')).toEqual([]);
  });
});
