import type { Finding } from '#lib/core/finding.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { Read, ReadLedger } from '#lib/mesh/read-ledger.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { EachObject, Rule } from './rule.ts';
import { ruleFailed } from './rule-failed.ts';

/** So many objects of a namespace are judged again together when something that one of them reads has changed. */
const together = 48;

/** Objects of one namespace that are kept account of together: when they were judged, and from what. */
interface Batch {
  at: number;
  readonly reads: Set<Read>;
  /** By the object's name; those without findings are left out. */
  readonly found: Map<string, readonly Finding[]>;
  /** Objects judged since all of them were: what they read before is in `reads` still. */
  since: number;
}

interface Space {
  readonly objects: ReadonlyMap<string, KubeObject>;
  readonly batches: readonly Batch[];
  readonly findings: readonly Finding[];
}

/** What a rule found in each namespace of each kind that it judges. */
export type Judged = ReadonlyMap<string, Space>;

const nothing: readonly Finding[] = [];
const none: ReadonlyMap<string, KubeObject> = new Map();

/**
 * Judges objects one by one, but those that are the same as `before` beside others that are: every judgement is kept with the
 * parts of the cluster that it was made from.
 */
export function judgeObjects(
  rule: Rule,
  each: EachObject,
  { cluster, watched, ledger }: Watched,
  before: Judged,
): { readonly judged: Judged; readonly findings: readonly Finding[] } {
  const judged = new Map<string, Space>();
  const found: (readonly Finding[])[] = [];
  for (const kind of each.kinds) {
    const judge = (object: KubeObject) => judgeOne(rule, each, { kind, object }, watched);
    for (const [namespace, objects] of cluster.objects.get(kind) ?? []) {
      const key = `${kind}/${namespace}`;
      const space = judgeSpace(objects, judge, ledger, before.get(key));
      judged.set(key, space);
      if (space.findings.length > 0) found.push(space.findings);
    }
  }
  return { judged, findings: found.length === 0 ? nothing : found.flat() };
}

/** A cluster as it is, and as rules read it. */
export interface Watched {
  readonly cluster: ClusterSnapshot;
  readonly watched: ClusterSnapshot;
  readonly ledger: ReadLedger;
}

function judgeSpace(
  objects: ReadonlyMap<string, KubeObject>,
  judge: (object: KubeObject) => readonly Finding[],
  ledger: ReadLedger,
  known: Space | undefined,
): Space {
  const count = Math.ceil(objects.size / together);
  // A namespace that has grown much is divided anew.
  const before = known !== undefined && count <= 2 * known.batches.length ? known : undefined;
  const batches = before?.batches ?? Array.from({ length: count }, newBatch);
  const isStale = batches.map((batch) => mustJudge(batch));
  if (before?.objects === objects && !isStale.includes(true)) {
    for (const batch of batches) batch.at = ledger.revision;
    return before;
  }
  for (const [i, batch] of batches.entries()) prepare(batch, isStale[i] === true, objects);
  const beforeObjects = before?.objects ?? none;
  for (const [name, object] of objects) {
    const i = batches.length === 1 ? 0 : placeOf(name) % batches.length;
    const batch = batches[i];
    if (batch === undefined || (isStale[i] !== true && beforeObjects.get(name) === object)) continue;
    const findings = ledger.noting(batch.reads, () => judge(object));
    batch.since += 1;
    if (findings.length > 0) batch.found.set(name, findings);
    else batch.found.delete(name);
  }
  for (const batch of batches) batch.at = ledger.revision;
  return { objects, batches, findings: inOrder(objects, batches) };
}

const newBatch = (): Batch => ({ at: -1, reads: new Set(), found: new Map(), since: 0 });

function mustJudge({ at, reads, since }: Batch): boolean {
  if (at < 0 || since > 4 * together) return true;
  for (const { changed } of reads) if (changed > at) return true;
  return false;
}

/** Makes room for what is judged anew: all of a batch, or what was found on objects that are gone. */
function prepare(batch: Batch, all: boolean, objects: ReadonlyMap<string, KubeObject>): void {
  if (all) {
    batch.reads.clear();
    batch.found.clear();
    batch.since = 0;
    return;
  }
  for (const name of batch.found.keys()) if (!objects.has(name)) batch.found.delete(name);
}

function inOrder(objects: ReadonlyMap<string, KubeObject>, batches: readonly Batch[]): readonly Finding[] {
  const any = batches.filter(({ found }) => found.size > 0);
  if (any.length === 0) return nothing;
  return [...objects.keys()].flatMap((name) => any.flatMap(({ found }) => found.get(name) ?? nothing));
}

/** Names that differ in a number at their end fall into different batches. */
function placeOf(name: string): number {
  let hash = 0;
  for (let i = Math.max(0, name.length - 12); i < name.length; i += 1) {
    hash = (hash * 31 + name.charCodeAt(i)) & 0xfffffff;
  }
  return hash;
}

/** A rule that throws says so on the object, and the others go on. */
function judgeOne(
  rule: Rule,
  each: EachObject,
  judged: { readonly kind: KindName; readonly object: KubeObject },
  cluster: ClusterSnapshot,
): readonly Finding[] {
  try {
    return each.findings(judged.kind, judged.object, cluster);
  } catch (error) {
    return [ruleFailed(cluster, rule, judged, error)];
  }
}
