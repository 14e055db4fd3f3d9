import { type JsonObject, textAt } from '#lib/core/json.ts';
import { checkAuthorizationPolicy } from './rules/authorization-policy.ts';
import { checkDestinationRule } from './rules/destination-rule.ts';
import { checkEnvoyFilter } from './rules/envoy-filter.ts';
import { checkProxyConfig, checkWasmPlugin } from './rules/extensions.ts';
import { checkGateway } from './rules/gateway.ts';
import { checkPeerAuthentication } from './rules/peer-authentication.ts';
import { checkRequestAuthentication } from './rules/request-authentication.ts';
import { checkServiceEntry } from './rules/service-entry.ts';
import { checkSidecar } from './rules/sidecar.ts';
import { checkTelemetry } from './rules/telemetry.ts';
import { checkVirtualService } from './rules/virtual-service.ts';
import { checkWorkloadEntry, checkWorkloadGroup } from './rules/workload-entry.ts';
import type { Verdict } from './verdict.ts';

const rules: Record<string, (object: JsonObject) => Verdict> = {
  'networking.istio.io/VirtualService': checkVirtualService,
  'networking.istio.io/DestinationRule': checkDestinationRule,
  'networking.istio.io/Gateway': checkGateway,
  'networking.istio.io/ServiceEntry': checkServiceEntry,
  'networking.istio.io/WorkloadEntry': checkWorkloadEntry,
  'networking.istio.io/WorkloadGroup': checkWorkloadGroup,
  'networking.istio.io/Sidecar': checkSidecar,
  'networking.istio.io/EnvoyFilter': checkEnvoyFilter,
  'networking.istio.io/ProxyConfig': checkProxyConfig,
  'security.istio.io/AuthorizationPolicy': checkAuthorizationPolicy,
  'security.istio.io/PeerAuthentication': checkPeerAuthentication,
  'security.istio.io/RequestAuthentication': checkRequestAuthentication,
  'telemetry.istio.io/Telemetry': checkTelemetry,
  'extensions.istio.io/WasmPlugin': checkWasmPlugin,
};

/** What istiod's validation says of one object on its own, whatever version it is written in; nothing for other kinds. */
export function checkIstioObject(object: JsonObject): Verdict {
  const group = textAt(object, 'apiVersion').split('/')[0] ?? '';
  const check = rules[`${group}/${textAt(object, 'kind')}`];
  return check ? check(object) : { errors: [], warnings: [] };
}
