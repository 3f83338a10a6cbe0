import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { AnswerSource, Passage } from '../../contracts';
import { errorText } from '../words';

type Read = (chunkId: string) => Promise<Passage>;

interface IAnswerSourcesProps {
  sources: readonly AnswerSource[];
  trans: TranslationBundle;
  /** Fetches a passage; null where there is nothing to read it from. */
  onRead: Read | null;
}

/** The documents that an answer rests on. Their titles and passages are text and nothing else. */
export function AnswerSources(
  props: IAnswerSourcesProps
): React.ReactElement | null {
  const { sources, trans, onRead } = props;
  const id = React.useId();
  if (sources.length === 0) {
    return null;
  }
  return (
    <div className="jp-codemm-Sources">
      <p id={id} className="jp-codemm-Quiet">
        {trans.__('Sources used')}
      </p>
      <ul className="jp-codemm-List" aria-labelledby={id}>
        {sources.map((each, index) => (
          <li key={each.chunk_ids[0] ?? index}>
            {onRead && each.chunk_ids.length > 0 ? (
              <Source source={each} trans={trans} onRead={onRead} />
            ) : (
              nameOf(each, trans)
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ISourceProps {
  source: AnswerSource;
  trans: TranslationBundle;
  onRead: Read;
}

/** One document, with its passages fetched when it is opened. */
function Source({ source, trans, onRead }: ISourceProps): React.ReactElement {
  const [found, setFound] = React.useState<
    readonly Passage[] | Error | undefined
  >();
  const read = (): void => {
    Promise.all(source.chunk_ids.map(onRead)).then(
      setFound,
      (reason: unknown) => {
        setFound(reason instanceof Error ? reason : new Error(String(reason)));
      }
    );
  };
  return (
    <details
      className="jp-codemm-Details"
      onToggle={event => {
        if (event.currentTarget.open && !Array.isArray(found)) {
          read();
        }
      }}
    >
      <summary>{nameOf(source, trans)}</summary>
      <div aria-live="polite">
        {found === undefined && (
          <p className="jp-codemm-Quiet">{trans.__('Loading…')}</p>
        )}
        {found instanceof Error && (
          <p className="jp-codemm-Quiet">{errorText(found, trans)}</p>
        )}
        {Array.isArray(found) && <Passages of={found} trans={trans} />}
      </div>
    </details>
  );
}

interface IPassagesProps {
  of: readonly Passage[];
  trans: TranslationBundle;
}

function Passages({ of, trans }: IPassagesProps): React.ReactElement {
  return (
    <>
      {of.map(each => (
        <blockquote
          key={each.chunk_id}
          className="jp-codemm-Materials-passage"
          aria-label={trans.__('Passage of %1', each.title)}
          tabIndex={0}
        >
          {each.text}
        </blockquote>
      ))}
    </>
  );
}

function nameOf(
  { title, place }: AnswerSource,
  trans: TranslationBundle
): string {
  return place ? trans.__('%1, %2', title, place) : title;
}
