import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Streak } from '../../contracts';
import { type IDay, weeksOf } from '../../models/calendar';
import { dayText, weekdayName } from './progressWords';

const WEEKS = 4;

interface IStreakViewProps {
  streak: Streak;
  /** When the streak was counted. */
  at: string;
  trans: TranslationBundle;
}

/** Days in a row, and the last weeks. */
export function StreakView(props: IStreakViewProps): React.ReactElement {
  const { streak, at, trans } = props;
  const { days, longest, zone } = streak;
  const weeks = weeksOf(streak, at, WEEKS);
  return (
    <section className="jp-codemm-Streak" aria-labelledby="jp-codemm-streak">
      <h3 id="jp-codemm-streak">
        {trans._n('%1 day in a row', '%1 days in a row', days)}
      </h3>
      <p className="jp-codemm-Quiet">
        {todayText(streak, trans)}{' '}
        {trans._n('Longest: %1 day.', 'Longest: %1 days.', longest)}
      </p>
      <table className="jp-codemm-Calendar">
        <caption>
          {trans.__('Days with practice, marked with ✓ (time zone %1)', zone)}
        </caption>
        <thead>
          <tr>
            {weeks[0]?.map(day => (
              <th key={day.day} scope="col" abbr={weekdayName(day, 'long')}>
                {weekdayName(day, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map(week => (
            <tr key={week[0]?.day}>
              {week.map(day => (
                <Day key={day.day} day={day} trans={trans} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Day(props: {
  day: IDay;
  trans: TranslationBundle;
}): React.ReactElement {
  const { day, trans } = props;
  if (day.isAhead) {
    return <td />;
  }
  const looks = [
    day.practised ? 'jp-mod-practised' : '',
    day.isToday ? 'jp-mod-today' : ''
  ];
  return (
    <td
      className={`jp-codemm-Day ${looks.join(' ')}`}
      aria-current={day.isToday ? 'date' : undefined}
      title={dayText(day, trans)}
    >
      <span aria-hidden="true">
        {Number(day.day.slice(-2))}
        {day.practised && <span className="jp-codemm-Day-mark">✓</span>}
      </span>
      <span className="jp-codemm-Hidden">{dayText(day, trans)}</span>
    </td>
  );
}

function todayText(
  { days, practised_today: isDone }: Streak,
  trans: TranslationBundle
): string {
  if (isDone) {
    return trans.__('You have practised today.');
  }
  return days > 0
    ? trans.__('Practise today to go on with it.')
    : trans.__(
        'A day counts on which you run or submit an answer, or take a quiz.'
      );
}
