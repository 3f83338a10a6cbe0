import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IPart } from '../../models/sequences';
import { compareWords } from '../../models/wording';

interface IWordDiffProps {
  before: string;
  after: string;
  trans: TranslationBundle;
}

/** What changes from one text to another, word by word; told also to those who see no colour. */
export function WordDiff(props: IWordDiffProps): React.ReactElement {
  const { before, after, trans } = props;
  const parts = compareWords(before, after);
  const isWhole = parts.every(({ kind }) => kind !== 'same');
  if (isWhole && (before + after).includes('\n')) {
    return <Whole {...props} />;
  }
  return (
    <div className="jp-codemm-Diff-text">
      {parts.map((part, index) => (
        <Part key={index} part={part} trans={trans} />
      ))}
    </div>
  );
}

/** A long text in the place of another is read better than with a line through it. */
function Whole({ before, after, trans }: IWordDiffProps): React.ReactElement {
  return (
    <>
      {before !== '' && (
        <>
          <p className="jp-codemm-Quiet">{trans.__('Before')}</p>
          <div className="jp-codemm-Diff-text jp-mod-whole">
            <del>{before}</del>
          </div>
        </>
      )}
      {after !== '' && (
        <>
          {before !== '' && (
            <p className="jp-codemm-Quiet">{trans.__('After')}</p>
          )}
          <div className="jp-codemm-Diff-text jp-mod-whole">
            <ins>{after}</ins>
          </div>
        </>
      )}
    </>
  );
}

function Part(props: { part: IPart; trans: TranslationBundle }) {
  const { part, trans } = props;
  switch (part.kind) {
    case 'same':
      return <span>{part.text}</span>;
    case 'removed':
      return (
        <del>
          <Told>{trans.__('removed:')}</Told>
          {part.text}
          <Told>{trans.__('end of what was removed')}</Told>
        </del>
      );
    case 'added':
      return (
        <ins>
          <Told>{trans.__('added:')}</Told>
          {part.text}
          <Told>{trans.__('end of what was added')}</Told>
        </ins>
      );
  }
}

function Told(props: { children: string }) {
  return <span className="jp-codemm-Hidden"> {props.children} </span>;
}
