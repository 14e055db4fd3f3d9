import type { AuthorizationPolicySpec, AuthorizationRule } from './security-types.ts';

/**
 * What of an AuthorizationPolicy only a proxy that reads HTTP can judge: the path to the first such field below `spec`,
 * null where there is none. ztunnel judges addresses, ports, principals and namespaces alone (istio.io, ambient, layer 4
 * policy; istio/istio pilot/pkg/serviceregistry/ambient convertAuthorizationPolicy 86c9f01f).
 */
export function layer7Field(spec: AuthorizationPolicySpec | undefined): string | null {
  if (spec?.action === 'CUSTOM') return 'spec.action';
  for (const [i, rule] of (spec?.rules ?? []).entries()) {
    const field = inRule(rule);
    if (field !== null) return `spec.rules[${i}].${field}`;
  }
  return null;
}

const ofOperation = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'] as const;
const ofSource = [
  'requestPrincipals',
  'notRequestPrincipals',
  'remoteIpBlocks',
  'notRemoteIpBlocks',
] as const;
const layer4Keys = new Set([
  'source.ip',
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
  'destination.ip',
  'destination.port',
]);

function inRule({ from = [], to = [], when = [] }: AuthorizationRule): string | null {
  for (const [i, { operation }] of to.entries()) {
    const name = ofOperation.find((key) => (operation?.[key]?.length ?? 0) > 0);
    if (name !== undefined) return `to[${i}].operation.${name}`;
  }
  for (const [i, { source }] of from.entries()) {
    const name = ofSource.find((key) => (source?.[key]?.length ?? 0) > 0);
    if (name !== undefined) return `from[${i}].source.${name}`;
  }
  const key = when.findIndex((condition) => condition.key !== undefined && !layer4Keys.has(condition.key));
  return key < 0 ? null : `when[${key}].key`;
}
