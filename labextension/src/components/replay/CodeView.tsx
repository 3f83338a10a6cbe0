import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ReplayStep } from '../../contracts';
import { changedCode, type ICodeLine } from '../../models/changedCode';
import type { Colour, IPiece } from '../../models/colours';
import type { IMoment } from '../../models/replay';

type Coloured = readonly (readonly IPiece[])[];

interface ICodeViewProps {
  moment: IMoment;
  colour: Colour | null;
  trans: TranslationBundle;
}

const SIGNS: Record<ICodeLine['kind'], string> = {
  same: ' ',
  removed: '−',
  added: '+'
};
/** Longer code is shown plain: to colour it would take longer than a step. */
const MOST_COLOURED = 40_000;

/** The code of a moment with what changed in it since the one before. It is text and never runs. */
export function CodeView(props: ICodeViewProps): React.ReactElement {
  const { moment, colour, trans } = props;
  const { step, before } = moment;
  const id = React.useId();
  const [isCompared, setCompared] = React.useState(true);
  const now = useColours(step, colour);
  const old = useColours(before, colour);
  const lines = React.useMemo(() => changedCode(moment), [moment]);
  const changes = lines.filter(({ kind }) => kind !== 'same').length;
  const shown = isCompared
    ? lines
    : lines.filter(({ kind }) => kind !== 'removed');
  return (
    <section className="jp-codemm-Replay-code" aria-labelledby={id}>
      <div className="jp-codemm-Replay-head">
        <h3 id={id}>{trans.__('Code')}</h3>
        <span className="jp-codemm-Quiet">
          {changes === 0
            ? trans.__('No change')
            : trans._n('%1 changed line', '%1 changed lines', changes)}
        </span>
        <label>
          <input
            type="checkbox"
            checked={isCompared}
            onChange={event => {
              setCompared(event.target.checked);
            }}
          />{' '}
          {trans.__('Mark what changed')}
        </label>
      </div>
      {step.code === '' && changes === 0 ? (
        <p className="jp-codemm-Quiet">
          {trans.__('No code was kept up to here.')}
        </p>
      ) : (
        <pre
          className="jp-codemm-Replay-lines"
          role="group"
          aria-labelledby={id}
          tabIndex={0}
        >
          {shown.map((line, index) => (
            <Line
              key={index}
              line={isCompared ? line : { ...line, kind: 'same' }}
              pieces={(line.kind === 'removed' ? old : now)?.[line.at]}
              trans={trans}
            />
          ))}
        </pre>
      )}
    </section>
  );
}

interface ILineProps {
  line: ICodeLine;
  pieces: readonly IPiece[] | undefined;
  trans: TranslationBundle;
}

function Line({ line, pieces, trans }: ILineProps): React.ReactElement {
  const { kind, text, at } = line;
  const content = (
    <>
      <span className="jp-codemm-Replay-number" aria-hidden="true">
        {kind === 'removed' ? '' : at + 1}
      </span>
      <span aria-hidden="true">{SIGNS[kind]} </span>
      <bdi>
        {pieces?.map(({ text: part, look }, index) => (
          <span key={index} className={look}>
            {part}
          </span>
        )) ?? text}
      </bdi>
      {'\n'}
    </>
  );
  switch (kind) {
    case 'same':
      return <span>{content}</span>;
    case 'removed':
      return (
        <del>
          <span className="jp-codemm-Hidden">{trans.__('Removed:')} </span>
          {content}
        </del>
      );
    case 'added':
      return (
        <ins>
          <span className="jp-codemm-Hidden">{trans.__('Added:')} </span>
          {content}
        </ins>
      );
  }
}

/** The colours of the code of a step, once they are there; those of other code are none. */
function useColours(
  step: ReplayStep | null,
  colour: Colour | null
): Coloured | null {
  const code = step?.code ?? '';
  const language = step?.facts?.language ?? null;
  const [known, setKnown] = React.useState<{
    code: string;
    lines: Coloured;
  } | null>(null);
  React.useEffect(() => {
    if (!colour || !language || code === '' || code.length > MOST_COLOURED) {
      return;
    }
    let isGone = false;
    colour(code, language)
      .then(lines => {
        if (!isGone) {
          setKnown({ code, lines });
        }
      })
      .catch(() => undefined); // it stays plain
    return () => {
      isGone = true;
    };
  }, [code, language, colour]);
  return known?.code === code ? known.lines : null;
}
