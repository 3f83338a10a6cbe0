import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';

import { cellNotes } from '../components/answer/cellNotes';
import { answer, PROBLEM } from './judging';

const trans = nullTranslator.load('jupyter_codemm');

describe('cellNotes', () => {
  const facts = { mark: null, problem: PROBLEM, isReadOnly: false };

  it('has nothing to say of a plain answer', () => {
    expect(cellNotes({ ...facts, answer: answer() }, trans)).toEqual([]);
  });

  it('tells of a character that nobody sees', () => {
    const told = cellNotes({ ...facts, answer: answer('x\0 = 1') }, trans);
    expect(told.join()).toContain('nobody sees (NUL)');
  });

  it('warns of copies, parts, files, other versions and files that cannot be saved', () => {
    const odd = {
      ...answer(),
      rivals: 2,
      cells: [0, 1],
      extra: { 'b.py': '' }
    };
    const notes = cellNotes(
      {
        answer: odd,
        mark: { role: 'answer', problem_id: 'p', problem_version: 1 },
        problem: { ...PROBLEM, version: 2 },
        isReadOnly: true
      },
      trans
    );
    expect(notes).toHaveLength(5);
    expect(notes.join(' ')).toMatch(/changed.*2 cells.*2 parts.*b\.py.*saved/);
  });
});
