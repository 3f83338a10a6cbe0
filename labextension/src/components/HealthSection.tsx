import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Health } from '../contracts';
import {
  type ILanguageStatus,
  isHealthy,
  languageStatuses,
  sortedChecks
} from '../models/health';
import type { ILoadable } from '../models/resource';
import { Finding } from './Finding';
import { LoadState } from './LoadState';
import { Section } from './Section';
import { languageName, tierName } from './words';

interface IHealthSectionProps {
  health: ILoadable<Health>;
  trans: TranslationBundle;
  onRefresh: () => void;
}

/** What works on this installation, and what to do about the rest. */
export function HealthSection(props: IHealthSectionProps): React.ReactElement {
  const { health, trans, onRefresh } = props;
  return (
    <Section
      name="health"
      title={trans.__('Health')}
      refreshLabel={trans.__('Check again')}
      busy={health.loading}
      onRefresh={onRefresh}
    >
      <LoadState of={health} trans={trans} onRetry={onRefresh}>
        {value => <HealthReport health={value} trans={trans} />}
      </LoadState>
    </Section>
  );
}

interface IHealthReportProps {
  health: Health;
  trans: TranslationBundle;
}

function HealthReport(props: IHealthReportProps): React.ReactElement {
  const { health, trans } = props;
  const detail = health.tier
    ? trans.__('Programs run in: %1', tierName(health.tier, trans))
    : trans.__('No program can run here yet.');
  return (
    <>
      <p className="jp-codemm-Health-tier">{detail}</p>
      <ul className="jp-codemm-List" aria-label={trans.__('Languages')}>
        {languageStatuses(health).map(status => (
          <Finding
            key={status.language}
            level={status.ok ? 'ok' : 'missing'}
            title={languageName(status.language)}
            detail={languageDetail(status, trans)}
            fix={status.fix}
            trans={trans}
          />
        ))}
      </ul>
      <details className="jp-codemm-Details" open={!isHealthy(health)}>
        <summary>{trans.__('Checks')}</summary>
        <ul className="jp-codemm-List" aria-label={trans.__('Checks')}>
          {sortedChecks(health.checks).map(check => (
            <Finding key={check.id} {...check} trans={trans} />
          ))}
        </ul>
        <p className="jp-codemm-Quiet">
          {trans.__('Version %1, author: %2', health.version, health.author)}
        </p>
      </details>
    </>
  );
}

function languageDetail(
  status: ILanguageStatus,
  trans: TranslationBundle
): string {
  const [elsewhere] = status.worksIn;
  if (status.ok || elsewhere === undefined) {
    return status.ok ? '' : status.reason;
  }
  const works = trans.__('It would work in: %1.', tierName(elsewhere, trans));
  return `${status.reason} ${works}`.trim();
}
