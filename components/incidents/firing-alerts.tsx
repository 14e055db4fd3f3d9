'use client';
import { BellRing } from 'lucide-react';
import { useTime } from '#components/data/url-state.ts';
import { useAlerts } from '#components/data/use-alerts.ts';
import { cx } from '#components/ui/cx.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { FiringAlert } from '#lib/alerts/firing-alert.ts';
import { formatAge } from '#lib/format/duration.ts';
import { isolated } from '#lib/format/visible.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';

/** So many alerts stand on one problem; of more the number is told. */
const few = 4;

/** The alerts of the same Prometheus that are about a problem; nothing where none fires. */
export function FiringAlerts({ problem, now }: { readonly problem: string; readonly now: number }) {
  const { selection } = useTime();
  const loaded = useAlerts(selection);
  const all = loaded.state === 'ready' ? loaded.data.problems : [];
  const alerts = all.find(({ key }) => key === problem)?.alerts ?? [];
  if (alerts.length === 0) return null;
  const alike = groupAlike(alerts);
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 pt-0.5">
      {alike.slice(0, few).map(({ alert, count }) => (
        <OneAlert key={keyOf(alert)} alert={alert} count={count} now={now} />
      ))}
      {alike.length > few ? <span className="text-muted">{`${alike.length - few} more alerts`}</span> : null}
    </p>
  );
}

/** What fires at a place of the mesh where nothing shows, quietly. */
export function OtherAlerts({ now }: { readonly now: number }) {
  const { selection } = useTime();
  const loaded = useAlerts(selection);
  if (loaded.state !== 'ready') return null;
  const { others, missing } = loaded.data;
  const [failed] = missing;
  if (others.length === 0 && failed === undefined) return null;
  return (
    <section className="border-line border-t px-4 py-3">
      <h2 className="mb-1 font-semibold text-muted text-xs">
        {others.length === 0 ? 'Alerts' : 'Firing, and nothing shows here'}
      </h2>
      {failed === undefined ? null : <p className="text-warn">{`Alerts are not known: ${failed.reason}`}</p>}
      <ul>
        {others.map((alert) => (
          <li key={keyOf(alert)} className="flex min-h-8 flex-wrap items-baseline gap-x-3 text-muted">
            <OneAlert alert={alert} now={now} />
            <PageLink href={oncallPages.alert(alert.labels)} className="hover:text-text hover:underline">
              {placeOf(alert)}
            </PageLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OneAlertProps {
  readonly alert: FiringAlert;
  /** Of how many places it is. */
  readonly count?: number;
  readonly now: number;
}

function OneAlert({ alert: { name, state, severity, since }, count = 1, now }: OneAlertProps) {
  const words = [severity, state, since === null ? null : formatAge(since, now)].filter(
    (word) => word !== null,
  );
  return (
    <span className="inline-flex min-w-0 items-baseline gap-1">
      <BellRing
        size={13}
        strokeWidth={1.75}
        className={cx('shrink-0 translate-y-0.5', state === 'firing' ? 'text-fail' : 'text-warn')}
        aria-hidden
      />
      <span className="truncate font-medium text-text">{isolated(name)}</span>
      {count > 1 ? <span className="tabular text-muted">{`× ${count}`}</span> : null}
      <span className="tabular whitespace-nowrap text-muted">{isolated(words.join(' · '))}</span>
    </span>
  );
}

/** Alerts of one name and state stand together, by the one that has gone on longest. */
function groupAlike(alerts: readonly FiringAlert[]) {
  const groups = Map.groupBy(alerts, ({ name, state, severity }) => JSON.stringify([name, state, severity]));
  return [...groups.values()].flatMap((own) => {
    const [alert] = own.toSorted((a, b) => (a.since ?? Infinity) - (b.since ?? Infinity));
    return alert === undefined ? [] : [{ alert, count: own.length }];
  });
}

const keyOf = ({ name, state, labels }: FiringAlert): string => JSON.stringify([name, state, labels]);

/** The labels that name a place, as far as they fit into a line. */
function placeOf({ labels }: FiringAlert): string {
  const telling = Object.entries(labels).filter(([label]) =>
    /^(namespace|pod|service|deployment|source_workload|destination_(workload|service_name))$/.test(label),
  );
  return telling.map(([label, value]) => `${label}=${isolated(value)}`).join(' ');
}
