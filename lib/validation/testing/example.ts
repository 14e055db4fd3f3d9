import { LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { Finding } from '#lib/core/finding.ts';
import { clusterId } from '#lib/core/ids.ts';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { fieldNode } from '#lib/k8s/field-node.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { clusterOf } from '#lib/mesh/testing/snapshot-of.ts';
import { findingText } from '../codes.ts';
import type { Rule } from '../rule.ts';
import { validateMesh } from '../run.ts';
import { guarded } from './guarded.ts';

/** `line code`, such as `12 IST0101`: what a rule finds, or what an example says that it should. */
export type FoundAt = string;

/** What the comments `# finds IST0101` of an example ask for; `# finds 2 × IST0101` for two on a line. */
export function wantedIn(yaml: string): readonly FoundAt[] {
  return yaml.split('\n').flatMap((text, i) => {
    const comment = /# finds (.*)$/.exec(text)?.[1] ?? '';
    return [...comment.matchAll(/(?:(\d+) × )?((?:IST|WEFT)\d{4})/g)].flatMap(([, times = '1', code]) =>
      Array.from({ length: Number(times) }, () => `${i + 1} ${code}`),
    );
  });
}

/** What one rule finds in an example, by line, and the texts of it. The rule sees only the kinds that it says it reads. */
export function foundBy(rule: Rule, yaml: string): { at: readonly FoundAt[]; texts: readonly string[] } {
  const lines = new LineCounter();
  const documents = parseAllDocuments(yaml, { lineCounter: lines });
  const findings = validateMesh(guarded(meshOf(yaml), rule), [rule]);
  const lineOf = ({ object, path }: Finding): number => {
    const document = documents.find((d) => isAbout(d.toJS(), object));
    const node = document === undefined ? null : fieldNode(document, path);
    return node === null ? 0 : lines.linePos(node.range?.[0] ?? 0).line;
  };
  const sorted = findings
    .map((finding) => ({ line: lineOf(finding), finding }))
    .sort((a, b) => a.line - b.line || (a.finding.code < b.finding.code ? -1 : 1));
  return {
    at: sorted.map(({ line, finding }) => `${line} ${finding.code}`),
    texts: sorted.map(({ finding }) => findingText(finding)),
  };
}

/** The mesh of an example. Documents after a line `--- # in cluster NAME` are in that cluster. */
function meshOf(yaml: string): MeshSnapshot {
  const texts = new Map<string, string[]>();
  let name: string = testCluster;
  for (const line of yaml.split('\n')) {
    name = /^--- # in cluster (\S+)$/.exec(line)?.[1] ?? name;
    texts.set(name, [...(texts.get(name) ?? []), line]);
  }
  const clusters = [...texts].map(([id, lines]) => ({
    ...clusterOf(lines.join('\n')),
    id: clusterId.parse(id),
  }));
  return { version: 1, clusters: new Map(clusters.map((cluster) => [cluster.id, cluster])) };
}

const named = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().default('') }),
});

function isAbout(object: unknown, ref: Finding['object']): boolean {
  const parsed = named.safeParse(object);
  if (!parsed.success) return false;
  const { kind, metadata } = parsed.data;
  return kind === ref.kind && metadata.name === ref.name && metadata.namespace === (ref.namespace ?? '');
}
