import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import { linkSchema } from '#lib/istio/schema/link-schema.ts';
import { kindNames, kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { refOf } from '#lib/mesh/objects.ts';
import { overlay } from '#lib/mesh/overlay.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import { findingText } from '#lib/validation/codes.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { checkSchema, type Schemas } from '#lib/validation/schema/check-schema.ts';
import { template, templateKinds } from './template.ts';

const names = { namespace: 'shop', name: 'mine', service: 'cart', gateway: 'gw' };

const folder = path.join(import.meta.dirname, '../../../generated/schemas');
const index = z.object({
  kinds: z.array(z.object({ group: z.string(), version: z.string(), kind: z.string(), file: z.string() })),
});
const list = path.join(folder, 'index.json');
const files = existsSync(list) ? index.parse(JSON.parse(readFileSync(list, 'utf8'))).kinds : [];
const schemas: Schemas = {
  schemaOf: (group, version, kind) => {
    const found = files.find((one) => one.group === group && one.version === version && one.kind === kind);
    // The generator writes nothing but schemas into these files.
    return found === undefined
      ? null
      : linkSchema(JSON.parse(readFileSync(path.join(folder, found.file), 'utf8')) as JsonSchema);
  },
  versionsOf: (group, kind) =>
    files.filter((one) => one.group === group && one.kind === kind).map(({ version }) => version),
};

/** What the templates name, and what makes it work. */
const around = clusterOf(`
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Namespace
metadata: { name: istio-system }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: default, namespace: shop }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Service
metadata: { name: cart-bytes, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: tls, port: 443 }
    - { name: tcp, port: 9000 }
    - { name: dns, port: 53, protocol: UDP }
---
apiVersion: v1
kind: Service
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec: { selector: { istio: ingressgateway }, ports: [{ name: http, port: 80, targetPort: 80 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: istio }
spec: { controllerName: istio.io/gateway-controller }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: gw, namespace: shop }
spec:
  gatewayClassName: istio
  listeners:
    - { name: http, port: 80, protocol: HTTP }
    - { name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }
    - { name: tcp, port: 9000, protocol: TCP }
    - { name: udp, port: 53, protocol: UDP }
${pod('shop', 'cart', { app: 'cart', version: 'v1' })}
${pod('istio-system', 'istio-ingressgateway', { app: 'istio-ingressgateway', istio: 'ingressgateway' })}`);

const mesh = (cluster: typeof around) => ({ version: 1, clusters: new Map([[cluster.id, cluster]]) });
const loud = (cluster: typeof around): readonly string[] =>
  validateMesh(mesh(cluster))
    .filter(({ level }) => level !== 'info')
    .map((finding) => `${finding.code} ${finding.path}: ${findingText(finding)}`);
const before = new Set(loud(around));

test('every kind of Istio and of the Gateway API that is read has a template, and no other', () => {
  const wanted = kindNames.filter((kind) => /istio\.io$|^gateway\.networking/.test(kinds[kind].group));
  expect(templateKinds).toEqual(wanted.toSorted());
  expect(template('Pod', names, 'v1')).toBeNull();
});

test.each(templateKinds)('%s: the template breaks neither the schema nor a rule', (kind) => {
  const { group, kind: written, namespaced } = kinds[kind];
  const [version = 'v1alpha1'] = schemas.versionsOf(group, written);
  const service = ['TLSRoute', 'TCPRoute', 'UDPRoute'].includes(kind) ? 'cart-bytes' : 'cart';
  const text = template(kind, { ...names, service }, version) ?? '';
  const object: KubeObject = parse(text);
  expect(object.metadata).toEqual({ name: 'mine', ...(namespaced ? { namespace: 'shop' } : {}) });
  const broken = checkSchema(schemas, object, refOf(around, kind, object)).filter(
    ({ level }) => level !== 'info',
  );
  expect(broken.map(findingText)).toEqual([]);
  const { cluster } = overlay(around, [{ do: 'put', object }]);
  expect(loud(cluster).filter((finding) => !before.has(finding))).toEqual([]);
});

test('the schemas are there to be held against', () => {
  expect(files.length).toBeGreaterThan(0);
});
