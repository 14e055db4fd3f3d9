import type { JsonObject } from '#lib/core/json.ts';
import { checkIstioObject } from '#lib/istio/admission/check-istio-object.ts';
import type { Verdict } from '#lib/istio/admission/verdict.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objectsRule, type Remark } from '../../rule.ts';

const kinds = [
  'AuthorizationPolicy',
  'DestinationRule',
  'EnvoyFilter',
  'Gateway',
  'PeerAuthentication',
  'ProxyConfig',
  'RequestAuthentication',
  'ServiceEntry',
  'Sidecar',
  'Telemetry',
  'VirtualService',
  'WasmPlugin',
  'WorkloadEntry',
  'WorkloadGroup',
] as const;

/** What istiod's webhook says of an object on its own, refusing it or warning of it (schema.ValidationAnalyzer). */
export const refusedByIstio = objectsRule({
  name: 'istio-object/refused-by-istio',
  codes: ['IST0106', 'IST0133'],
  kinds,
  *remarks(_, object) {
    const { errors, warnings } = verdictOn(object);
    for (const text of errors) yield remark('IST0106', text);
    for (const text of warnings) {
      // Said as a deprecated field already (IST0002).
      if (!text.includes('fault.delay.percent ')) yield remark('IST0133', text);
    }
  },
});

const known = new WeakMap<KubeObject, Verdict>();

/** An object is judged by itself alone: as long as it is the same, so is the verdict. */
function verdictOn(object: KubeObject): Verdict {
  // Objects of a snapshot are JSON, from an API server or a file.
  const verdict = known.get(object) ?? checkIstioObject(object as unknown as JsonObject);
  known.set(object, verdict);
  return verdict;
}

/** Verdicts name the field first: `spec.hosts: …`. */
function remark(code: Remark['code'], text: string): Remark {
  const [, path = '', why = text] = /^(spec[^\s:]*):? (.*)$/s.exec(text) ?? [];
  return { code, path, args: { why } };
}
