import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { AlertQuestion } from '../../components/AlertQuestion';
import { Button } from '../../components/Button';
import type { ClassChange, SchoolClass } from '../../contracts';
import type { ClassesModel } from '../models/classes';
import {
  changeOf,
  type ClassField,
  overtaken,
  savedEntry,
  textOf,
  typedIn,
  UNTOUCHED
} from './classEntry';
import { Field } from './Field';

type FieldProps = React.ComponentProps<typeof Field>;

/** What is asked before something is saved. */
export interface IQuestion {
  title: string;
  text: string;
  yes: string;
  no: string;
}

interface IClassFormProps {
  found: SchoolClass;
  fields: readonly (Omit<FieldProps, 'value' | 'onChange'> & {
    name: ClassField;
  })[];
  model: ClassesModel;
  /** What the button says. */
  save: string;
  /** What there is to ask before a change is saved; null when there is nothing. */
  question?: (change: Partial<ClassChange>) => IQuestion | null;
  trans: TranslationBundle;
}

/**
 * Some fields of a class. What is typed while it is saved stays, and nothing that somebody else
 * saved meanwhile is overwritten before it was seen.
 */
export function ClassForm(props: IClassFormProps): React.ReactElement {
  const { found, fields, model, save, trans } = props;
  const [entry, setEntry] = React.useState(UNTOUCHED);
  const [isAsking, setAsking] = React.useState(false);
  const button = React.useRef<HTMLButtonElement>(null);
  const theirs = overtaken(
    entry,
    found,
    fields.map(({ name }) => name)
  );
  const doing = model.errands.get(found.id);
  const isBusy = doing !== undefined && !(doing instanceof Error);
  // From what was seen: the service refuses what is made from an older state.
  const from = (theirs.length > 0 ? entry.base : null) ?? found;
  const change = changeOf(entry, from);
  const question =
    theirs.length > 0 ? null : (props.question?.(change) ?? null);
  const close = (): void => {
    setAsking(false);
    button.current?.focus(); // what was pressed vanishes
  };
  const send = (): void => {
    if (Object.keys(change).length === 0) {
      setEntry({ ...UNTOUCHED, isSaved: theirs.length === 0 });
      return;
    }
    setEntry(now => ({ ...now, isSaved: false }));
    const { version } = from;
    void model.change(found.id, { version, ...change }).then(isDone => {
      if (isDone) {
        const saved = model.of(found.id)?.school_class ?? null;
        setEntry(now => savedEntry(now, entry.typed, saved));
      }
    });
  };
  return (
    <>
      <form
        className="jp-codemm-Form"
        onSubmit={event => {
          event.preventDefault();
          if (isBusy) {
            return;
          }
          setAsking(question !== null);
          if (!question) {
            send();
          }
        }}
      >
        {fields.map(({ name, ...field }) => (
          <Field
            key={name}
            {...field}
            value={entry.typed[name] ?? textOf(found, name)}
            onChange={text => {
              setAsking(false);
              setEntry(now => typedIn(now, found, { [name]: text }));
            }}
          />
        ))}
        <button
          ref={button}
          className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
          type="submit"
          aria-disabled={isBusy}
        >
          {save}
        </button>
        <span role="status">{entry.isSaved ? trans.__('Saved.') : ''}</span>
      </form>
      {isAsking && question && (
        <AlertQuestion
          title={question.title}
          text={question.text}
          onCancel={close}
        >
          {focused => (
            <>
              <Button ref={focused} onClick={close}>
                {question.no}
              </Button>
              <Button
                onClick={() => {
                  close();
                  send();
                }}
              >
                {question.yes}
              </Button>
            </>
          )}
        </AlertQuestion>
      )}
      {theirs.length > 0 && (
        <Overtaken
          {...props}
          theirs={theirs}
          onChoose={keepsMine => {
            setEntry(now => (keepsMine ? { ...now, base: found } : UNTOUCHED));
            close();
          }}
        />
      )}
    </>
  );
}

interface IOvertakenProps extends IClassFormProps {
  theirs: readonly ClassField[];
  onChoose: (keepsMine: boolean) => void;
}

/** What somebody else has saved while this was typed, and what shall become of both. */
function Overtaken(props: IOvertakenProps): React.ReactElement {
  const { fields, found, theirs, trans, onChoose } = props;
  return (
    <div className="jp-codemm-Failure jp-codemm-Conflict" role="alert">
      <p>{trans.__('Somebody else has changed this class meanwhile.')}</p>
      <ul>
        {fields
          .filter(({ name }) => theirs.includes(name))
          .map(({ name, label }) => (
            <li key={name}>
              {trans.__(
                '%1 is now: %2',
                label,
                textOf(found, name) || trans.__('empty')
              )}
            </li>
          ))}
      </ul>
      <div className="jp-codemm-Row">
        <Button
          onClick={() => {
            onChoose(false);
          }}
        >
          {trans.__('Show theirs')}
        </Button>
        <Button
          onClick={() => {
            onChoose(true);
          }}
        >
          {trans.__('Keep what I typed')}
        </Button>
      </div>
    </div>
  );
}
