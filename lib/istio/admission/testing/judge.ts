import { parse } from 'yaml';
import { isObject, type Json } from '#lib/core/json.ts';
import { checkIstioObject } from '../check-istio-object.ts';
import type { Verdict } from '../verdict.ts';

const groups: Record<string, string> = {
  AuthorizationPolicy: 'security.istio.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  RequestAuthentication: 'security.istio.io/v1',
  Telemetry: 'telemetry.istio.io/v1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
};

/** For tests: the verdict on an object of this kind whose spec is the YAML. */
export function judge(kind: string, spec: string): Verdict {
  const parsed = parse(spec) as Json;
  return checkIstioObject({
    apiVersion: groups[kind] ?? 'networking.istio.io/v1',
    kind,
    metadata: { name: 'test', namespace: 'test' },
    spec: isObject(parsed) ? parsed : {},
  });
}
