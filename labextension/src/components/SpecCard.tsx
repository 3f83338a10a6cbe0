import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { DraftSpec, PatchOperation } from '../contracts';
import { SpecForm } from './SpecForm';
import type { CardField, ITypedSpec } from '../models/specEntry';
import { fieldName, fieldText } from './specWords';
import { errorText } from './words';

const FIELDS: readonly CardField[] = [
  'language',
  'problems',
  'topics',
  'style'
];

interface ISpecCardProps {
  spec: DraftSpec;
  isEditable: boolean;
  isBusy: boolean;
  error: Error | null;
  /** What was typed and neither saved nor given up, when the card was shown before. */
  typed: ITypedSpec | null;
  trans: TranslationBundle;
  /** Keeps what is typed; null when it was saved or given up. */
  onType: (typed: ITypedSpec | null) => void;
  onEdit: (changes: PatchOperation[]) => Promise<boolean>;
}

/** What is decided so far. A click on a value, or Enter on it, opens the card for changes. */
export function SpecCard(props: ISpecCardProps): React.ReactElement {
  const { spec, isEditable, isBusy, error, trans, onType, onEdit } = props;
  const [typed, setTyped] = React.useState(props.typed);
  const [isAsked, setAsked] = React.useState(false);
  const editing = typed?.field ?? null;
  const latest = React.useRef(typed);
  const type = (now: ITypedSpec | null): void => {
    latest.current = now;
    setTyped(now);
    onType(now);
  };
  const last = React.useRef<CardField | null>(null);
  const list = React.useRef<HTMLDListElement>(null);
  React.useEffect(() => {
    if (editing === null && last.current !== null) {
      list.current
        ?.querySelector<HTMLElement>(`[data-field="${last.current}"]`)
        ?.focus();
    }
    last.current = editing;
  }, [editing]);
  const close = (): void => {
    type(null);
  };
  const open = (field: CardField): void => {
    setAsked(true);
    type({ field, changes: {} });
  };
  return (
    <section className="jp-codemm-Spec" aria-labelledby="jp-codemm-spec">
      <h3 id="jp-codemm-spec">{trans.__('Specification')}</h3>
      {typed !== null && isEditable ? (
        <SpecForm
          spec={spec}
          focus={isAsked ? typed.field : null}
          typed={typed.changes}
          isBusy={isBusy}
          trans={trans}
          onType={changes => {
            type({ ...typed, changes });
          }}
          onSave={async changes => {
            const isDone = changes.length === 0 || (await onEdit(changes));
            // What was typed while it was saved is not saved yet.
            if (isDone && latest.current === typed) {
              close();
            }
          }}
          onCancel={close}
        />
      ) : (
        <dl ref={list} className="jp-codemm-Spec-fields">
          {FIELDS.map(field => (
            <Value
              key={field}
              field={field}
              spec={spec}
              isEditable={isEditable && !isFixed(field, spec)}
              trans={trans}
              onEdit={open}
            />
          ))}
        </dl>
      )}
      {error && (
        <p className="jp-codemm-Wrong" role="alert">
          {errorText(error, trans)}
        </p>
      )}
    </section>
  );
}

/** An answer in SQL is always judged by its table. */
function isFixed(field: CardField, { language }: DraftSpec): boolean {
  return field === 'style' && language === 'sql';
}

interface IValueProps {
  field: CardField;
  spec: DraftSpec;
  isEditable: boolean;
  trans: TranslationBundle;
  onEdit: (field: CardField) => void;
}

function Value(props: IValueProps): React.ReactElement {
  const { field, spec, isEditable, trans, onEdit } = props;
  const name = fieldName(field, trans);
  const text = fieldText(field, spec, trans) || trans.__('open');
  return (
    <div className="jp-codemm-Spec-field">
      <dt>{name}</dt>
      <dd>
        {isEditable ? (
          <button
            className="jp-codemm-Spec-value"
            type="button"
            data-field={field}
            title={trans.__('Change')}
            aria-label={trans.__('%1: %2. Change', name, text)}
            onClick={() => {
              onEdit(field);
            }}
          >
            {text}
          </button>
        ) : (
          <span className="jp-codemm-Spec-fixed">{text}</span>
        )}
      </dd>
    </div>
  );
}
