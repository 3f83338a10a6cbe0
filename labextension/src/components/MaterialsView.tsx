import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Document, Passage } from '../contracts';
import type { MaterialsModel } from '../models/materials';
import { AlertQuestion } from './AlertQuestion';
import { Button } from './Button';
import { LoadState } from './LoadState';
import { errorText } from './words';

interface IMaterialsViewProps {
  model: MaterialsModel;
  trans: TranslationBundle;
}

const KINDS = '.md,.markdown,.ipynb,.pdf,.txt,.text';

/** The documents that answers about an activity may rest on, fetched whenever it is opened. */
export function MaterialsView(props: IMaterialsViewProps): React.ReactElement {
  const { model, trans } = props;
  const summary = React.useRef<HTMLElement>(null);
  const ids = model.list.value?.map(({ id }) => id).join(' ');
  const shown = React.useRef(ids);
  React.useEffect(() => {
    // A document that was deleted took the focus with it.
    const isOther = shown.current !== undefined && shown.current !== ids;
    shown.current = ids;
    if (isOther && document.activeElement === document.body) {
      summary.current?.focus();
    }
  }, [ids]);
  return (
    <details
      className="jp-codemm-Details jp-codemm-Materials"
      onToggle={event => {
        if (event.currentTarget.open) {
          void model.refresh();
        }
      }}
    >
      <summary ref={summary}>{trans.__('Materials')}</summary>
      <Upload {...props} />
      <p className="jp-codemm-Quiet" role="status">
        {doingText(model, trans)}
      </p>
      {model.failure && (
        <p className="jp-codemm-Wrong" role="alert">
          {errorText(model.failure, trans)}
        </p>
      )}
      <LoadState
        of={model.list}
        trans={trans}
        onRetry={() => void model.refresh()}
      >
        {documents => (
          <div aria-busy={model.isBusy}>
            <Documents {...props} documents={documents} />
          </div>
        )}
      </LoadState>
    </details>
  );
}

function Upload({ model, trans }: IMaterialsViewProps): React.ReactElement {
  return (
    <label className="jp-codemm-Materials-upload">
      {trans.__('Add Markdown, a notebook, a PDF or text (10 MB at most)')}
      <input
        type="file"
        accept={KINDS}
        multiple
        onClick={event => {
          // Not disabled: that would take the focus away.
          if (model.isBusy) {
            event.preventDefault();
          }
        }}
        onChange={event => {
          const input = event.currentTarget;
          void model.upload([...(input.files ?? [])]);
          input.value = '';
        }}
      />
    </label>
  );
}

interface IDocumentsProps extends IMaterialsViewProps {
  documents: readonly Document[];
}

function Documents(props: IDocumentsProps): React.ReactElement {
  const { documents, trans } = props;
  if (documents.length === 0) {
    return (
      <p className="jp-codemm-Quiet">
        {trans.__('No documents yet. Answers to questions may quote them.')}
      </p>
    );
  }
  return (
    <>
      <ul className="jp-codemm-List" aria-label={trans.__('Documents')}>
        {documents.map(each => (
          <DocumentItem key={each.id} {...props} document={each} />
        ))}
      </ul>
      <Search {...props} />
    </>
  );
}

interface IDocumentItemProps extends IMaterialsViewProps {
  document: Document;
}

function DocumentItem(props: IDocumentItemProps): React.ReactElement {
  const { document: shown, model, trans } = props;
  const id = React.useId();
  const [isAsking, setAsking] = React.useState(false);
  const remove = React.useRef<HTMLButtonElement>(null);
  return (
    <li className="jp-codemm-Materials-document">
      <span id={id} className="jp-codemm-Materials-title">
        {shown.title}
      </span>
      <span
        className={
          shown.state === 'failed' ? 'jp-codemm-Wrong' : 'jp-codemm-Quiet'
        }
      >
        {stateText(shown, trans)}
      </span>
      {shown.scope.level === 'activity' && !isAsking && (
        <Button
          ref={remove}
          busy={model.isBusy}
          describedBy={id}
          onClick={() => {
            setAsking(true);
          }}
        >
          {trans.__('Delete…')}
        </Button>
      )}
      {isAsking && (
        <DeleteQuestion
          title={shown.title}
          isBusy={model.isBusy}
          trans={trans}
          onDelete={() => void model.delete(shown)}
          onCancel={() => {
            setAsking(false);
            setTimeout(() => remove.current?.focus());
          }}
        />
      )}
    </li>
  );
}

interface IDeleteQuestionProps {
  title: string;
  isBusy: boolean;
  trans: TranslationBundle;
  onDelete: () => void;
  onCancel: () => void;
}

/** Asks before a document is deleted for good. Escape keeps it. */
function DeleteQuestion(props: IDeleteQuestionProps): React.ReactElement {
  const { title, isBusy, trans, onDelete, onCancel } = props;
  return (
    <AlertQuestion
      className="jp-codemm-Materials-question"
      title={trans.__('Delete “%1”?', title)}
      text={trans.__(
        'It cannot be brought back. Answers that quote it stay as they are.'
      )}
      onCancel={onCancel}
    >
      {focused => (
        <>
          <Button ref={focused} onClick={onCancel}>
            {trans.__('Keep it')}
          </Button>
          <Button busy={isBusy} onClick={onDelete}>
            {trans.__('Delete it')}
          </Button>
        </>
      )}
    </AlertQuestion>
  );
}

function Search({ model, trans }: IMaterialsViewProps): React.ReactElement {
  const [words, setWords] = React.useState('');
  return (
    <>
      <form
        className="jp-codemm-Materials-search"
        role="search"
        onSubmit={event => {
          event.preventDefault();
          if (words.trim() !== '') {
            void model.search(words);
          }
        }}
      >
        <input
          type="search"
          className="jp-codemm-Field"
          aria-label={trans.__('Search the materials')}
          aria-busy={model.doing?.kind === 'search'}
          placeholder={trans.__('Search the materials')}
          maxLength={1000}
          value={words}
          onChange={event => {
            setWords(event.target.value);
          }}
        />
      </form>
      <div aria-live="polite">
        {model.found && <Found passages={model.found} trans={trans} />}
      </div>
    </>
  );
}

interface IFoundProps {
  passages: readonly Passage[];
  trans: TranslationBundle;
}

function Found({ passages, trans }: IFoundProps): React.ReactElement {
  if (passages.length === 0) {
    return <p className="jp-codemm-Quiet">{trans.__('Nothing was found.')}</p>;
  }
  return (
    <ol className="jp-codemm-List" aria-label={trans.__('Passages')}>
      {passages.map(each => (
        <li key={each.chunk_id}>
          <p className="jp-codemm-Quiet">
            {each.place
              ? trans.__('%1, %2', each.title, each.place)
              : each.title}
          </p>
          <blockquote
            className="jp-codemm-Materials-passage"
            aria-label={trans.__('Passage of %1', each.title)}
            tabIndex={0}
          >
            {each.text}
          </blockquote>
        </li>
      ))}
    </ol>
  );
}

/** What is under way, or what became of it, for eyes and ears. */
function doingText(model: MaterialsModel, trans: TranslationBundle): string {
  const { doing, added } = model;
  switch (doing?.kind) {
    case 'upload':
      return doing.total === 1
        ? trans.__('Adding %1…', doing.name)
        : trans.__('Adding %1 (%2 of %3)…', doing.name, doing.nth, doing.total);
    case 'delete':
      return trans.__('Deleting…');
    case 'search':
      return trans.__('Searching…');
    case undefined:
      return added > 0
        ? trans._n('%1 document was added.', '%1 documents were added.', added)
        : '';
  }
}

function stateText(document: Document, trans: TranslationBundle): string {
  switch (document.state) {
    case 'pending':
      return trans.__('being read');
    case 'chunked':
      return trans.__('found by its words, more is on the way');
    case 'failed':
      return document.failure;
    case 'ready':
      return trans._n('%1 piece', '%1 pieces', document.chunks);
  }
}
