import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { TextField } from './TextField';

const LONGEST = 2000;

interface IWordsFormProps {
  instruction: string;
  error: string | null;
  isBusy: boolean;
  trans: TranslationBundle;
  onChange: (instruction: string) => void;
  onAsk: () => void;
}

/** One sentence about what shall be different. */
export function WordsForm(props: IWordsFormProps): React.ReactElement {
  const { instruction, error, isBusy, trans, onChange, onAsk } = props;
  const isEmpty = instruction.trim() === '';
  return (
    <form
      className="jp-codemm-SpecForm"
      aria-label={trans.__('Change it in words')}
      onSubmit={event => {
        event.preventDefault();
        if (!isBusy && !isEmpty) {
          onAsk();
        }
      }}
    >
      <TextField
        label={trans.__('What shall be different?')}
        value={instruction}
        rows={2}
        maxLength={LONGEST}
        hint={trans.__('Such as: “easier, please”, or “another story”')}
        error={error}
        onChange={onChange}
      />
      <div className="jp-codemm-Buttons">
        <button
          className="jp-codemm-Button jp-Button jp-mod-styled"
          type="submit"
          aria-disabled={isBusy || isEmpty}
        >
          {trans.__('Propose a change')}
        </button>
      </div>
    </form>
  );
}
