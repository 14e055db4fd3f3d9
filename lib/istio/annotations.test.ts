import { expect, test } from 'vitest';
import { annotationInfo, isIstioAnnotation } from './annotations.ts';

test.each([
  ['traffic.sidecar.istio.io/includeInboundPorts', '*', true],
  ['traffic.sidecar.istio.io/excludeInboundPorts', '*', false],
  ['traffic.sidecar.istio.io/excludeInboundPorts', '80, 443', true],
  ['traffic.sidecar.istio.io/excludeInboundPorts', '70000', false],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0/8,fd00::/8', true],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.1', false],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', '10.0.0.300/8', false],
  ['sidecar.istio.io/interceptionMode', 'TPROXY', true],
  ['sidecar.istio.io/interceptionMode', 'redirect', false],
  ['prometheus.istio.io/merge-metrics', 'false', true],
  ['prometheus.istio.io/merge-metrics', 'no', false],
  ['status.sidecar.istio.io/port', '0', true],
  ['readiness.status.sidecar.istio.io/periodSeconds', '-1', false],
  ['sidecar.istio.io/logLevel', 'whatever', true],
])('%s: %s is good: %s', (name, value, good) => {
  expect(annotationInfo(name)?.problem(value) === null).toBe(good);
});

test.each([
  ['sidecar.istio.io/inject', true],
  ['kubernetes.io/ingress.class', true],
  ['kubectl.kubernetes.io/last-applied-configuration', false],
  ['note', false],
])('%s is Istio’s: %s', (name, own) => {
  expect(isIstioAnnotation(name)).toBe(own);
});
