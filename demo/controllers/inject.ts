import type { Container, Namespace, PodTemplate } from './model.ts';

const proxyImage = 'docker.io/istio/proxyv2:1.29.2';
const system = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

/** The template as the injection webhook would leave it, and ambient's CNI its pods: unchanged when they get no proxy. */
export function injectProxy(template: PodTemplate, namespace: Namespace | undefined): PodTemplate {
  const revision = injectedRevision(template, namespace);
  if (revision !== null) return withProxy(template, revision);
  return isCaptured(template, namespace) ? withRedirection(template) : template;
}

function isCaptured({ metadata, spec }: PodTemplate, namespace: Namespace | undefined): boolean {
  const mode =
    metadata.labels?.['istio.io/dataplane-mode'] ?? namespace?.metadata.labels?.['istio.io/dataplane-mode'];
  return mode === 'ambient' && spec.hostNetwork !== true;
}

const withRedirection = (template: PodTemplate): PodTemplate => ({
  ...template,
  metadata: {
    ...template.metadata,
    annotations: { ...template.metadata.annotations, 'ambient.istio.io/redirection': 'enabled' },
  },
});

/**
 * Which revision injects a pod, or null. Mirrors the namespace and object selectors of Istio's
 * MutatingWebhookConfiguration: a namespace with istio-injection wins over one with istio.io/rev, a pod label opts out of
 * either, and opts in only where the namespace says nothing.
 */
export function injectedRevision(template: PodTemplate, namespace: Namespace | undefined): string | null {
  const labels = template.metadata.labels ?? {};
  const annotations = template.metadata.annotations ?? {};
  const of = namespace?.metadata.labels ?? {};
  const inject = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  if (inject === 'false' || template.spec.hostNetwork === true) return null;
  if (system.has(namespace?.metadata.name ?? '')) return null;
  const byNamespace = of['istio-injection'];
  if (byNamespace !== undefined) return byNamespace === 'enabled' ? 'default' : null;
  const revision = of['istio.io/rev'] ?? labels['istio.io/rev'];
  if (revision !== undefined) return revision;
  return inject === 'true' ? 'default' : null;
}

function withProxy(template: PodTemplate, revision: string): PodTemplate {
  const labels = template.metadata.labels ?? {};
  const isGateway = template.metadata.annotations?.['inject.istio.io/templates'] === 'gateway';
  const app =
    labels['service.istio.io/canonical-name'] ?? labels['app.kubernetes.io/name'] ?? labels.app ?? 'unknown';
  const version =
    labels['service.istio.io/canonical-revision'] ??
    labels['app.kubernetes.io/version'] ??
    labels.version ??
    'latest';
  return {
    ...template,
    metadata: {
      ...template.metadata,
      labels: {
        ...labels,
        'security.istio.io/tlsMode': 'istio',
        'service.istio.io/canonical-name': app,
        'service.istio.io/canonical-revision': version,
      },
      annotations: {
        ...template.metadata.annotations,
        'istio.io/rev': revision,
        'sidecar.istio.io/status': JSON.stringify({
          initContainers: isGateway ? null : ['istio-init'],
          containers: ['istio-proxy'],
          revision,
        }),
      },
    },
    spec: isGateway ? gatewaySpec(template) : sidecarSpec(template),
  };
}

function proxyContainer(role: 'sidecar' | 'router'): Container {
  return {
    name: 'istio-proxy',
    image: proxyImage,
    args: [
      'proxy',
      role,
      '--domain',
      '$(POD_NAMESPACE).svc.cluster.local',
      '--log_output_level=default:info',
    ],
    ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
    readinessProbe: { httpGet: { path: '/healthz/ready', port: 15021 }, periodSeconds: 15 },
  };
}

/** A gateway's pod has only the proxy: its container is written as image `auto` and filled in here. */
function gatewaySpec(template: PodTemplate): PodTemplate['spec'] {
  const filled = template.spec.containers.map((container) =>
    container.name === 'istio-proxy'
      ? { ...proxyContainer('router'), ...container, image: proxyImage }
      : container,
  );
  return { ...template.spec, containers: filled };
}

function sidecarSpec(template: PodTemplate): PodTemplate['spec'] {
  const init: Container = { name: 'istio-init', image: proxyImage, args: ['istio-iptables', '-p', '15001'] };
  return {
    ...template.spec,
    initContainers: [...(template.spec.initContainers ?? []), init],
    containers: [...template.spec.containers, proxyContainer('sidecar')],
  };
}
