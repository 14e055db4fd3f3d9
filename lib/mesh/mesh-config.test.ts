import { expect, test } from 'vitest';
import { defaultMeshConfig, meshConfigOf } from './mesh-config.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const configMap = (name: string, mesh: string) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: istio-system }
data:
  mesh: |-
${mesh.replaceAll(/^/gm, '    ')}
`;

test('what is set counts, the rest takes istiod’s defaults', () => {
  const config = meshConfigOf(
    clusterOf(configMap('istio', 'rootNamespace: config\noutboundTrafficPolicy:\n  mode: REGISTRY_ONLY')),
  );
  expect(config).toEqual({
    ...defaultMeshConfig,
    rootNamespace: 'config',
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
  });
});

test('a malformed field takes its default and does not spoil the others', () => {
  const config = meshConfigOf(clusterOf(configMap('istio', 'trustDomain: [1]\nenableAutoMtls: false')));
  expect(config).toEqual({ ...defaultMeshConfig, enableAutoMtls: false });
});

test('without one, or with YAML that cannot be read: the defaults', () => {
  expect(meshConfigOf(clusterOf(''))).toEqual(defaultMeshConfig);
  expect(meshConfigOf(clusterOf(configMap('istio', '{{{')))).toEqual(defaultMeshConfig);
});

test('the default revision goes before others', () => {
  const yaml = configMap('istio-canary', 'rootNamespace: b') + configMap('istio', 'rootNamespace: a');
  expect(meshConfigOf(clusterOf(yaml)).rootNamespace).toBe('a');
});
