import { requestIdentity, tcpIdentity } from '#lib/prom/labels.ts';
import type { Labels } from '#lib/prom/series.ts';

const tcpLabels = tcpIdentity.filter(
  (label) => label !== 'response_flags' && label !== 'connection_security_policy',
);

interface Known<T> {
  readonly labels: Labels;
  readonly tcp: boolean;
  readonly value: T;
}

type ByService<T> = Map<string, Known<T>[]>;

/** Finds what belongs to the identity of a row, whatever the query that the row comes from. */
export interface Identities<T> {
  /** What was made for these labels before, else what `make` makes of them. `tcp` for byte metrics, whose identity differs. */
  of(labels: Labels, tcp: boolean, make: (labels: Labels, tcp: boolean) => T): T;
}

/**
 * An index of identities. Both ends and the service nearly tell an identity, and the rest is compared label by label:
 * a text made of all 15 labels costs more to build and to look up than all else that is done with a row.
 */
export function createIdentities<T>(): Identities<T> {
  const bySource = new Map<string, Map<string, ByService<T>>>();

  function near(labels: Labels): Known<T>[] {
    const { source_workload: source = '', destination_workload: target = '' } = labels;
    const byTarget = entry(bySource, source, () => new Map<string, ByService<T>>());
    const byService = entry(byTarget, target, () => new Map<string, Known<T>[]>());
    return entry(byService, labels.destination_service ?? '', () => []);
  }

  return {
    of(labels, tcp, make) {
      const candidates = near(labels);
      for (const known of candidates) {
        if (known.tcp === tcp && isSame(known.labels, labels, tcp)) return known.value;
      }
      const value = make(labels, tcp);
      candidates.push({ labels, tcp, value });
      return value;
    },
  };
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** An absent label and an empty one are the same to Prometheus. */
function isSame(a: Labels, b: Labels, tcp: boolean): boolean {
  for (const name of tcp ? tcpLabels : requestIdentity) {
    if (a[name] !== b[name] && (a[name] ?? '') !== (b[name] ?? '')) return false;
  }
  return true;
}
