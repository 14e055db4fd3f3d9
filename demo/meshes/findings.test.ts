import { expect, test } from 'vitest';
import { missingSubset } from '#demo/incidents/missing-subset.ts';
import { clusterId } from '#lib/core/ids.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { WorkloadController } from '#lib/k8s/workload-types.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { meshNamed, meshNames } from './all.ts';
import { type DemoMesh, finalObjects, type MeshObject } from './mesh.ts';

const objectOf = ({ kind, body }: MeshObject): KubeObject => {
  const { group, versions, kind: name } = kinds[kind];
  const version = versions[0] ?? 'v1';
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind: name, ...body };
};

/** A running pod of each controller, injected as the demo's cluster would do it. */
function podOf(object: KubeObject): KubeObject[] {
  const template = (object as WorkloadController).spec?.template;
  if (template === undefined) return [];
  const { name, namespace } = object.metadata;
  const metadata = { ...template.metadata, name: `${name}-1`, namespace };
  const containers = [{ name: 'istio-proxy', image: 'proxy', args: ['proxy', 'sidecar'] }];
  const own = (template.spec?.containers ?? []).filter((container) => container.name !== 'istio-proxy');
  const spec = { ...template.spec, containers: [...own, ...containers] };
  return [{ apiVersion: 'v1', kind: 'Pod', metadata, spec, status: { phase: 'Running' } }];
}

function found(mesh: DemoMesh, instead: readonly MeshObject[] = []): string[] {
  const objects = [...finalObjects(mesh), ...instead].map(objectOf);
  const latest = [
    ...new Map(objects.map((o) => [`${o.kind}/${o.metadata.namespace}/${o.metadata.name}`, o])).values(),
  ];
  const { cluster } = snapshotOfObjects(clusterId.parse('demo'), [...latest, ...latest.flatMap(podOf)]);
  return validateMesh({ version: 1, clusters: new Map([[cluster.id, cluster]]) })
    .filter(({ level }) => level !== 'info')
    .map(({ code, object }) => `${code} ${object.kind} ${object.namespace}/${object.name}`);
}

test.each(meshNames)('%s, healthy, has the findings it is meant to have and no other', (name) => {
  const mesh = meshNamed(name, { services: 40, seed: 1 });
  // The shop has one quiet misconfiguration on purpose.
  const meant = name === 'shop' ? ['IST0174 DestinationRule shop/cart-circuit-breaker'] : [];
  expect(found(mesh)).toEqual(meant);
});

test('a large generated mesh has no finding either', () => {
  expect(found(meshNamed('generated', { services: 300, seed: 3 }))).toEqual([]);
});

test('an incident that is a misconfiguration gets its finding', () => {
  const puts = missingSubset.changes.flatMap((change) => ('put' in change ? [change.put] : []));
  expect(found(meshNamed('shop', { services: 2, seed: 1 }), puts)).toContain(
    'IST0101 VirtualService shop/product',
  );
});
