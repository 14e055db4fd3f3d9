import type { StatusResponse } from '#lib/api/status-contract.ts';
import type { Finding } from '#lib/core/finding.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { countFindings } from '#lib/graph/decorate/findings.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { Context } from '../context.ts';
import { countIncidents } from './count-incidents.ts';
import { faultsOf } from './faults.ts';
import { lastFindings, readableFindings } from './findings.ts';
import { version } from './version.ts';

/** Who asks, as whom Weft reads, and how its two sources do. Holds no credential. */
export function readStatus(ctx: Context): StatusResponse {
  const { kube, prom, clock, viewer } = ctx;
  return {
    version,
    viewer: {
      mode: viewer.mode,
      user: viewer.user,
      namespaces: viewer.namespaces === null ? null : [...viewer.namespaces].sort(),
    },
    identity: kube.identity(),
    now: epochSeconds.parse(Math.round(clock.now() / 1000)),
    scrapeInterval: prom.scrapeInterval(),
    refreshInterval: prom.refreshInterval(),
    kubernetes: kube.status(),
    prometheus: { ...prom.state(), url: prom.url, queries: [...prom.costs()] },
    namespaces: namespacesOf({ kube, viewer }),
    findings: countsOf(lastFindings({ kube }), viewer.namespaces),
    incidents: countIncidents(ctx),
    faults: faultsOf({ kube, viewer }).length,
  };
}

/** As last looked at: whoever asks how things are waits for no check. */
function countsOf(
  findings: readonly Finding[] | null,
  namespaces: ReadonlySet<string> | null,
): StatusResponse['findings'] {
  return findings === null ? null : countFindings(readableFindings(findings, namespaces));
}

function namespacesOf({ kube, viewer }: Pick<Context, 'kube' | 'viewer'>): string[] {
  const names = new Set<string>();
  for (const cluster of kube.snapshot().clusters.values()) {
    for (const { metadata } of objects(cluster, 'Namespace')) names.add(metadata.name);
  }
  // Whoever may not list namespaces still knows those that were granted.
  for (const name of viewer.namespaces ?? []) names.add(name);
  return [...names].filter((name) => viewer.namespaces?.has(name) ?? true).sort();
}
