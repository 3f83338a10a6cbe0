import { describe, expect, it } from 'vitest';

import {
  Answers,
  codeOf,
  headerLine,
  type ICellText,
  isSameSource,
  parseHeader,
  placeOf,
  readMark,
  sourceOf,
  withCode
} from '../models/answers';

function cell(
  source: string,
  changes: Partial<ICellText> & { problem?: string } = {}
): ICellText {
  const { problem, ...rest } = changes;
  const metadata = problem ? { role: 'answer', problem_id: problem } : null;
  return { isCode: true, source, mark: readMark(metadata), ...rest };
}

function mark(line: number, file = 'solution.py') {
  return { file, line, column: null, message: 'odd' };
}

describe('parseHeader', () => {
  it.each([
    ['# codemm: p1\nx', 'p1', 'python', null],
    ['\n \n#codemm:p.1-a_b  \r\nx', 'p.1-a_b', 'python', null],
    ['# codemm: p1 extra.py', 'p1', 'python', 'extra.py'],
    ['%%codemm java p1\nclass A {}', 'p1', 'java', null],
    ['\ufeff%%codemm cpp p1 shape.hpp', 'p1', 'cpp', 'shape.hpp'],
    ['%%codemm  sql\tp1', 'p1', 'sql', null]
  ])('reads %j', (source, problemId, language, file) => {
    expect(parseHeader(source)).toEqual({ problemId, language, file });
  });

  it.each([
    '',
    'x = 1',
    '%%codemm rust p1',
    '%%codemm java',
    '# codemm:',
    '# codemm: <img>',
    'x\n# codemm: p1',
    '%codemm submit p1'
  ])('answers nothing: %j', source => {
    expect(parseHeader(source)).toBeNull();
  });
});

describe('an answer', () => {
  it('keeps the line numbers of its cell', () => {
    expect(codeOf('\n# codemm: p\na\nb')).toBe('\n\na\nb');
    expect(withCode('\n# codemm: p\na\nb', 'c')).toBe('\n# codemm: p\nc');
    expect(withCode('# codemm: p', 'c')).toBe('# codemm: p\nc');
  });

  it('joins what was split off, and knows where its lines are', () => {
    const answer = new Answers([
      cell('# codemm: p\na', { problem: 'p' }),
      cell('b\nc', { problem: 'p' }),
      cell('d', { problem: 'other' }),
      cell('e', { problem: 'p' })
    ]).at(0);
    expect(answer?.code).toBe('\na\nb\nc');
    expect(answer && placeOf(answer, mark(2))).toEqual({ cell: 0, line: 1 });
    expect(answer && placeOf(answer, mark(4))).toEqual({ cell: 1, line: 1 });
  });

  it('takes its further files along, from anywhere', () => {
    const answers = new Answers([
      cell('%%codemm java p Helper.java\nclass Helper {}'),
      cell('%%codemm java p\nclass A {}'),
      cell('%%codemm cpp p x.h\nint x;')
    ]);
    const answer = answers.at(1);
    expect(answer && sourceOf(answer, 'A.java')).toEqual({
      code: null,
      files: {
        'A.java': '\nclass A {}',
        'Helper.java': '\nclass Helper {}'
      }
    });
    expect(answer && placeOf(answer, mark(2, 'Helper.java'))).toEqual({
      cell: 0,
      line: 1
    });
    expect(answers.at(0)?.code).toBe('\nclass A {}');
    expect(answers.at(2)).toBeNull();
  });

  it('is that of the cell asked for when it was copied', () => {
    const answers = new Answers([
      cell('# codemm: p\na'),
      cell('# codemm: p\nb')
    ]);
    expect(answers.at(0)).toMatchObject({ code: '\na', rivals: 2 });
    expect(answers.at(1)).toMatchObject({ code: '\nb', rivals: 2 });
  });

  it('is no answer in a cell that was turned into text', () => {
    const text = cell('# codemm: p\na', { isCode: false, problem: 'p' });
    expect(new Answers([text]).at(0)).toBeNull();
  });

  it('knows cells that lost their first line from parts and from others', () => {
    const answers = new Answers([
      cell('a', { problem: 'p' }),
      cell('# codemm: p\nb', { problem: 'p' }),
      cell('c', { problem: 'p' }),
      cell('d', { problem: 'p' }),
      cell('x'),
      cell('e', { problem: 'p' }),
      cell('f', { problem: '<b>' })
    ]);
    const lost = [0, 1, 2, 3, 4, 5, 6].map(at => answers.lostAt(at));
    expect(lost).toEqual(['p', null, null, null, null, 'p', null]);
  });

  it('survives foreign metadata', () => {
    for (const odd of [null, 3, 'x', [], { role: {}, problem_id: 7 }]) {
      expect(readMark(odd)).toEqual({ role: '', problemId: '', version: null });
    }
  });

  it('knows its source again, in whatever order the server names things', () => {
    const sent = { code: '\nx = 1', files: null };
    expect(isSameSource(sent, { files: null, code: '\nx = 1' })).toBe(true);
    expect(isSameSource(sent, { files: null, code: '\nx = 2' })).toBe(false);
    const two = { code: null, files: { 'A.java': 'a', 'B.java': 'b' } };
    const turned = { code: null, files: { 'B.java': 'b', 'A.java': 'a' } };
    expect(isSameSource(two, turned)).toBe(true);
    expect(isSameSource(two, { code: null, files: { 'A.java': 'a' } })).toBe(
      false
    );
  });
});

describe('a file of an answer', () => {
  const answers = new Answers([
    cell('%%codemm java p\nclass Main {}', { problem: 'p' }),
    cell('%%codemm java p Helper.java\nclass Helper {', { problem: 'p' }),
    cell('}', { problem: 'p' }),
    cell('%%codemm java p\nclass Copy {}', { problem: 'p' })
  ]);

  it('goes with the parts that were split off it', () => {
    expect(answers.fileAt(1)).toMatchObject({
      code: '\nclass Helper {\n}',
      cells: [1, 2]
    });
    expect(answers.at(0)?.extra).toEqual({
      'Helper.java': '\nclass Helper {\n}'
    });
    const found = answers.at(0);
    expect(found && placeOf(found, mark(3, 'Helper.java'))).toEqual({
      cell: 2,
      line: 0
    });
    expect(answers.fileAt(2)).toBeNull();
  });

  it.each([
    [null, 0, 0],
    [null, -1, 3],
    [null, 1, 3],
    ['Helper.java', -1, 1],
    ['Other.java', -1, 3]
  ])('belongs to a cell: %s, which was in %i', (file, at, home) => {
    expect(answers.homeOf('p', file, at)).toBe(home);
    expect(answers.homeOf('q', file, at)).toBeNull();
  });

  it('has the first line that it needs', () => {
    const header = {
      problemId: 'p',
      language: 'java',
      file: 'A.java'
    } as const;
    expect(headerLine(header, true)).toBe('%%codemm java p A.java');
    expect(headerLine({ ...header, file: null }, false)).toBe('# codemm: p');
  });
});
