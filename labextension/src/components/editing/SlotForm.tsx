import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { SlotWish } from '../../models/editor';
import { type Difficulty, topicsOf } from '../../models/problemEntry';
import { Button } from '../Button';
import { DIFFICULTIES, difficultyName } from '../specWords';
import { errorText } from '../words';

interface ISlotFormProps {
  difficulty: Difficulty;
  topics: readonly string[];
  explanation: string;
  submitLabel: string;
  isBusy: boolean;
  error: Error | null;
  trans: TranslationBundle;
  onAsk: (wish: SlotWish) => void;
  onCancel: () => void;
}

/** What a problem that is written shall be like. */
export function SlotForm(props: ISlotFormProps): React.ReactElement {
  const { isBusy, error, trans, onAsk } = props;
  const [difficulty, setDifficulty] = React.useState(props.difficulty);
  const [topics, setTopics] = React.useState(props.topics.join(', '));
  const wrong = React.useId();
  return (
    <form
      className="jp-codemm-SpecForm"
      aria-label={props.submitLabel}
      onSubmit={event => {
        event.preventDefault();
        if (!isBusy) {
          onAsk({ difficulty, topics: topicsOf(topics) });
        }
      }}
    >
      <p className="jp-codemm-Quiet">{props.explanation}</p>
      <label className="jp-codemm-SpecForm-field">
        <span>{trans.__('Difficulty')}</span>
        <select
          className="jp-codemm-Field"
          value={difficulty}
          onChange={event => {
            setDifficulty(event.target.value as Difficulty);
          }}
        >
          {DIFFICULTIES.map(name => (
            <option key={name} value={name}>
              {difficultyName(name, trans)}
            </option>
          ))}
        </select>
      </label>
      <label className="jp-codemm-SpecForm-field">
        <span>{trans.__('Topics, one or two, separated by a comma')}</span>
        <input
          className="jp-codemm-Field"
          type="text"
          value={topics}
          aria-invalid={error !== null}
          aria-describedby={error ? wrong : undefined}
          onChange={event => {
            setTopics(event.target.value);
          }}
        />
      </label>
      {error && (
        <p id={wrong} className="jp-codemm-Wrong" role="alert">
          {errorText(error, trans)}
        </p>
      )}
      <div className="jp-codemm-Buttons">
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled jp-mod-accept"
          type="submit"
          aria-disabled={isBusy}
        >
          {props.submitLabel}
        </button>
        <Button onClick={props.onCancel}>{trans.__('Cancel')}</Button>
      </div>
    </form>
  );
}
