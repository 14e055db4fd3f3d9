import type { Finding, Suppression } from '#lib/core/finding.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { findObject } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { kialiCodesOf } from './codes/kiali.ts';
import { coversObject, type Silence } from './silence.ts';

/** istio/istio pkg/config/analysis/local/istiod_analyze.go 86c9f01f: codes by commas, or `*`. */
const ofIstio = 'galley.istio.io/analyze-suppress';
/** Kiali's annotation: codes by commas; without any, all of them. */
const ofKiali = 'kiali.io/ignore-validations';

interface Judged {
  readonly object: KubeObject | null;
  readonly finding: Finding;
}

/**
 * Marks findings that an annotation of their object or a silence of the settings suppresses; none is left out. A finding
 * that is marked once stays the same value for as long as its object does, and findings of which none is suppressed are
 * returned as they are.
 */
export function createSuppressor(
  silences: readonly Silence[],
): (findings: readonly Finding[], snapshot: MeshSnapshot) => readonly Finding[] {
  const known = new WeakMap<Finding, Judged>();
  const judge = (finding: Finding, snapshot: MeshSnapshot): Finding => {
    const object = findObject(snapshot, finding.object);
    const before = known.get(finding);
    if (before !== undefined && before.object === object) return before.finding;
    const suppressed = byAnnotation(finding, object) ?? bySetting(finding, silences);
    const judged = suppressed === null ? finding : { ...finding, suppressed };
    known.set(finding, { object, finding: judged });
    return judged;
  };
  return (findings, snapshot) => {
    const judged = findings.map((finding) => judge(finding, snapshot));
    return judged.every((finding, i) => finding === findings[i]) ? findings : judged;
  };
}

/** Findings of one snapshot with those marked that are suppressed. */
export const suppress = (
  findings: readonly Finding[],
  snapshot: MeshSnapshot,
  silences: readonly Silence[] = [],
): readonly Finding[] => createSuppressor(silences)(findings, snapshot);

const namesOf = (finding: Finding): readonly string[] => [finding.code, ...kialiCodesOf(finding)];

function byAnnotation(finding: Finding, object: KubeObject | null): Suppression | null {
  const annotations = object?.metadata.annotations ?? {};
  const codes = (key: string): readonly string[] =>
    String(annotations[key] ?? '')
      .split(',')
      .map((code) => code.trim());
  const istio = codes(ofIstio);
  if (istio.includes('*') || istio.includes(finding.code)) return { by: 'annotation', as: ofIstio };
  if (annotations[ofKiali] === undefined) return null;
  const kiali = codes(ofKiali).filter((code) => code !== '');
  const all = kiali.length === 0 || kiali.includes('*');
  return all || namesOf(finding).some((code) => kiali.includes(code))
    ? { by: 'annotation', as: ofKiali }
    : null;
}

function bySetting(finding: Finding, silences: readonly Silence[]): Suppression | null {
  if (silences.length === 0) return null;
  const names = namesOf(finding);
  const found = silences.find(
    (silence) =>
      (silence.code === '*' || names.includes(silence.code)) && coversObject(silence, finding.object),
  );
  return found === undefined ? null : { by: 'setting', as: found.text };
}
