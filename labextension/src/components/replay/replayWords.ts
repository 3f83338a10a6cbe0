import type { TranslationBundle } from '@jupyterlab/translation';

import type { ChatLine, TimelineRow } from '../../contracts';
import type { Pace, Speed } from '../../models/pace';

type Kind = TimelineRow['kind'];

/** What a row of the timeline is about, in a word. */
export function kindName(kind: Kind, trans: TranslationBundle): string {
  switch (kind) {
    case 'opened':
      return trans.__('Opened');
    case 'question':
      return trans.__('Question');
    case 'run':
      return trans.__('Run');
    case 'hint':
      return trans.__('Hint');
    case 'saved':
      return trans.__('Saved');
    case 'submitted':
      return trans.__('Submitted');
    case 'rated':
      return trans.__('Rating');
    case 'quiz':
      return trans.__('Quiz');
    case 'closed':
      return trans.__('Closed');
    case 'note':
      return trans.__('Note');
  }
}

/** The sign of a kind, to be told apart at a glance and without colour. */
export function kindSign(kind: Kind): string {
  const signs: Record<Kind, string> = {
    opened: '○',
    question: '?',
    run: '▷',
    hint: '!',
    saved: '↓',
    submitted: '↑',
    rated: '☆',
    quiz: '≡',
    closed: '×',
    note: '·'
  };
  return signs[kind];
}

/** Who said a line of the conversation, and what it is. */
export function lineName(line: ChatLine, trans: TranslationBundle): string {
  switch (line.kind) {
    case 'question':
      return trans.__('Question');
    case 'answer':
      return trans.__('Answer of the tutor');
    case 'failure':
      return trans.__('No answer was found');
    case 'hint':
      if (line.rewords !== null) {
        return trans.__('The hint in other words');
      }
      return line.level
        ? trans.__('Hint of level %1', line.level)
        : trans.__('Word of the tutor');
  }
}

/** How fast, as the speeds are offered. */
export function speedName(speed: Speed, trans: TranslationBundle): string {
  return trans.__('%1×', speed.toLocaleString());
}

/** What the time between two rows follows. */
export function paceName(pace: Pace, trans: TranslationBundle): string {
  return pace === 'even'
    ? trans.__('Two seconds for each')
    : trans.__('As long as it took');
}

/** A length of time as clocks show it: minutes and seconds, hours where there are any. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), seconds / 60];
  const tail = [Math.floor(minutes) % 60, seconds % 60].map(part =>
    String(part).padStart(2, '0')
  );
  return hours > 0
    ? [hours.toLocaleString(), ...tail].join(':')
    : tail.join(':').replace(/^0(?=\d:)/, '');
}

/** The date and the time of day, to the second. */
export function momentText(iso: string): string {
  return new Date(iso).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'medium'
  });
}

/** The time of day, to the second. */
export function timeText(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { timeStyle: 'medium' });
}
