import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { DraftSpec, PatchOperation } from '../contracts';
import {
  type CardField,
  changesOf,
  type ISpecEntry,
  type Language,
  LANGUAGES,
  specEntry
} from '../models/specEntry';
import { Button } from './Button';
import {
  DIFFICULTIES,
  difficultyName,
  fieldName,
  type Style,
  STYLES,
  styleName
} from './specWords';
import { languageName } from './words';

interface ISpecFormProps {
  spec: DraftSpec;
  /** The field that takes the focus; null when nobody asked for the form just now. */
  focus: CardField | null;
  /** What was typed so far; the rest is as the spec is. */
  typed: Partial<ISpecEntry>;
  isBusy: boolean;
  trans: TranslationBundle;
  onType: (typed: Partial<ISpecEntry>) => void;
  onSave: (changes: PatchOperation[]) => Promise<void>;
  onCancel: () => void;
}

/** The card as a form: all fields are saved together, so that counts always agree. */
export function SpecForm(props: ISpecFormProps): React.ReactElement {
  const { spec, focus, typed, isBusy, trans, onType, onSave, onCancel } = props;
  const entry = { ...specEntry(spec), ...typed };
  const form = React.useRef<HTMLFormElement>(null);
  React.useEffect(() => {
    if (focus !== null) {
      form.current
        ?.querySelector<HTMLElement>(`[data-field="${focus}"]`)
        ?.focus();
    }
  }, [focus]);
  const change = (changes: Partial<ISpecEntry>): void => {
    onType({ ...typed, ...changes });
  };
  const common = { entry, change, trans };
  return (
    <form
      ref={form}
      className="jp-codemm-SpecForm"
      aria-label={trans.__('Change the specification')}
      onSubmit={event => {
        event.preventDefault();
        if (!isBusy) {
          void onSave(changesOf(spec, entry));
        }
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <LanguageField {...common} />
      <ProblemsField {...common} />
      <TopicsField {...common} />
      {entry.language !== 'sql' && <StyleField {...common} />}
      <div className="jp-codemm-Buttons">
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
          type="submit"
          aria-disabled={isBusy}
        >
          {trans.__('Save')}
        </button>
        <Button onClick={onCancel}>{trans.__('Leave as it was')}</Button>
      </div>
    </form>
  );
}

interface IFieldProps {
  entry: ISpecEntry;
  change: (changes: Partial<ISpecEntry>) => void;
  trans: TranslationBundle;
}

function LanguageField({ entry, change, trans }: IFieldProps) {
  return (
    <label className="jp-codemm-SpecForm-field">
      <span>{fieldName('language', trans)}</span>
      <select
        className="jp-codemm-Field"
        data-field="language"
        value={entry.language}
        onChange={event => {
          change({ language: event.target.value as Language | '' });
        }}
      >
        <option value="">{trans.__('open')}</option>
        {LANGUAGES.map(name => (
          <option key={name} value={name}>
            {languageName(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

function ProblemsField({ entry, change, trans }: IFieldProps) {
  return (
    <fieldset className="jp-codemm-SpecForm-field">
      <legend>{trans.__('Problems, 1 to 7 in all')}</legend>
      <div className="jp-codemm-SpecForm-counts">
        {DIFFICULTIES.map((difficulty, index) => (
          <label key={difficulty}>
            <span>{difficultyName(difficulty, trans)}</span>
            <input
              className="jp-codemm-Field"
              data-field={index === 0 ? 'problems' : undefined}
              type="number"
              min={0}
              max={7}
              value={entry.counts[difficulty]}
              onChange={({ target }) => {
                const count = Math.trunc(Number(target.value)) || 0;
                change({ counts: { ...entry.counts, [difficulty]: count } });
              }}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TopicsField({ entry, change, trans }: IFieldProps) {
  return (
    <label className="jp-codemm-SpecForm-field">
      <span>{trans.__('Topics, separated by commas')}</span>
      <input
        className="jp-codemm-Field"
        data-field="topics"
        type="text"
        value={entry.topics}
        onChange={event => {
          change({ topics: event.target.value });
        }}
      />
    </label>
  );
}

function StyleField({ entry, change, trans }: IFieldProps) {
  return (
    <label className="jp-codemm-SpecForm-field">
      <span>{fieldName('style', trans)}</span>
      <select
        className="jp-codemm-Field"
        data-field="style"
        value={entry.style}
        onChange={event => {
          change({ style: event.target.value as Style | '' });
        }}
      >
        <option value="">{trans.__('open')}</option>
        {STYLES.map(name => (
          <option key={name} value={name}>
            {styleName(name, trans)}
          </option>
        ))}
      </select>
    </label>
  );
}
