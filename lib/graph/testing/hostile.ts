import fc from 'fast-check';
import type { KubeObject } from '#lib/k8s/object.ts';
import { requestIdentity } from '#lib/prom/labels.ts';
import { parseAnswer } from '#lib/prom/response.ts';
import type { Labels, TrafficSample } from '#lib/prom/series.ts';

const long = 10_000;

/** What somebody who may choose a name could choose. */
export const hostileNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '<script>globalThis.hurt=1</script>',
  '<img src=x onerror="globalThis.hurt=1">',
  '</text><svg onload=hurt()>',
  ']]><!--',
  '&#60;b&#62; &amp; &',
  `"'\`\\`,
  'a\nb\r\n| c | d |\n# e',
  '](javascript:hurt)',
  '`**@everyone** <@U1>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a name
  '${hurt} {{hurt}} $& $1',
  'nul\u0000bell\u0007del\u007f',
  'left\u202etfel\u2066x',
  'שלום عربي',
  'half\ud83d',
  '\udc00other half',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'Z̷͎͝a̶̛l̴g̷o',
  'a/b',
  'b/c',
  'a|b',
  '%2F%',
  'a,b',
  '-',
  '.',
  ' ',
  '\ufeff\u200b',
  'unknown',
  'shop',
  '1e999',
  'x'.repeat(long),
  '<'.repeat(long),
  '\u202e'.repeat(long),
  '🙂'.repeat(long / 2),
  '(not '.repeat(long / 5),
] as const;

export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileNames) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);

const plain: Labels = {
  reporter: 'source',
  source_cluster: 'Kubernetes',
  source_workload_namespace: 'shop',
  source_workload: 'frontend',
  source_canonical_service: 'frontend',
  source_canonical_revision: 'v1',
  destination_cluster: 'Kubernetes',
  destination_service_namespace: 'shop',
  destination_service: 'cart.shop.svc.cluster.local',
  destination_service_name: 'cart',
  destination_workload_namespace: 'shop',
  destination_workload: 'cart',
  destination_canonical_service: 'cart',
  destination_canonical_revision: 'v1',
  request_protocol: 'http',
  connection_security_policy: 'mutual_tls',
};

/** Labels of a series of which some are hostile, by name and by value. */
const hostileLabels: fc.Arbitrary<Labels> = fc
  .tuple(
    fc.record(
      Object.fromEntries(
        requestIdentity.filter((name) => name !== 'reporter').map((name) => [name, hostileText]),
      ),
      { requiredKeys: [] },
    ),
    fc.constantFrom('source', 'destination', 'waypoint', '__proto__'),
    fc.constantFrom('http', 'grpc', 'constructor'),
    fc.constantFrom('200', '503', '-', '__proto__', '<b>'),
    fc.constantFrom('-', 'UH', 'UF,URX', 'toString', '__proto__,<i>'),
    fc.option(fc.tuple(hostileText, hostileText), { nil: undefined }),
  )
  .map(([changed, reporter, protocol, code, flags, more]) => {
    const labels = Object.entries({
      ...plain,
      ...changed,
      reporter,
      request_protocol: protocol,
      response_code: code,
      response_flags: flags,
    });
    // As JSON brings it: `__proto__` is then a label like any other.
    return JSON.parse(
      `{${[...labels, ...(more ? [more] : [])].map((pair) => pair.map((text) => JSON.stringify(text)).join(':')).join(',')}}`,
    );
  });

/** The same labels as Prometheus' answer to a query brings them. */
export function answered(rows: readonly Labels[]): readonly Labels[] {
  const result = rows.map((metric) => ({ metric, value: [1_763_722_000, '2'] }));
  const answer = parseAnswer(
    JSON.parse(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } })),
  );
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.vector.map(({ labels }) => labels);
}

const measures = [
  'requests',
  'failures',
  'first-failures',
  'new-requests',
  'latency',
  'tcp-sent',
  'tcp-received',
] as const;

/** Rows of a refresh whose labels are hostile. */
export const hostileSamples: fc.Arbitrary<readonly TrafficSample[]> = fc
  .array(fc.tuple(hostileLabels, fc.constantFrom(...measures), fc.constantFrom(0, 0.5, 30, 1e9)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) => {
    const labels = answered(rows.map(([row]) => row));
    return rows.map(([, measure, value], i) => ({ measure, labels: labels[i] ?? {}, value }));
  });

/** The longest name and label that Kubernetes admits. */
const longestName = 253;
const longestLabel = 63;

/** Objects with names, labels, annotations and texts of their own that are hostile, as long as Kubernetes admits them. */
export const hostileObjects: fc.Arbitrary<readonly KubeObject[]> = fc.array(
  fc
    .tuple(hostileText, hostileText, hostileText, hostileText, fc.constantFrom('shop', '__proto__', 'a/b'))
    .map(([name, key, value, host, namespace]): KubeObject => {
      const named = { name: name === '' ? 'x' : name.slice(0, longestName), namespace };
      const [label, app] = [value, host].map((text) => text.slice(0, longestLabel));
      const meta = JSON.parse(
        `{"labels":{${JSON.stringify(key.slice(0, longestLabel))}:${JSON.stringify(label)},"app":${JSON.stringify(app)}},"annotations":{${JSON.stringify(key)}:${JSON.stringify(host)}}}`,
      );
      const kinds = [
        {
          apiVersion: 'v1',
          kind: 'Service',
          spec: { selector: { app: host }, ports: [{ port: 80, name: key }] },
        },
        { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: value }] }, status: { phase: value } },
        { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { metadata: meta } } },
        {
          apiVersion: 'networking.istio.io/v1',
          kind: 'VirtualService',
          spec: {
            hosts: [host, 'cart'],
            http: [
              {
                route: [
                  { destination: { host: 'cart', subset: value }, weight: 90 },
                  { destination: { host } },
                ],
              },
            ],
          },
        },
        {
          apiVersion: 'networking.istio.io/v1',
          kind: 'DestinationRule',
          spec: {
            host: 'cart',
            subsets: [{ name: value, labels: { [key === '__proto__' ? 'k' : key]: value } }],
          },
        },
        { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', spec: { hosts: [host], ports: [] } },
      ];
      const kind = kinds[(name.length + key.length) % kinds.length] ?? kinds[0];
      return { ...kind, metadata: { ...named, ...meta } } as KubeObject;
    }),
  { maxLength: 6 },
);

/** Runs something and fails when it has left a mark on what every object has. */
export function leavesNoMark<T>(run: () => T): T {
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  const result = run();
  const after = Object.getOwnPropertyNames(Object.prototype).length;
  if (after !== before || 'hurt' in globalThis)
    throw new Error('Something was written where every object reads.');
  return result;
}
