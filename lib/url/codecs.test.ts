import { expect, test } from 'vitest';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { graphTypeCodec, graphTypes } from './asked-graph.ts';
import { type Codec, flagCodec, oneOf, readParam } from './codec.ts';
import { boxKindsCodec, edgeModeCodec, edgeModes, rankCodec, rankings } from './drawing-codec.ts';
import { edgeCodec, nodeCodec } from './element-codec.ts';
import { ages, causeCodec, levelsCodec, newSinceCodec, wordsCodec } from './findings-codec.ts';
import { closingsCodec, labelsCodec, namespacesCodec, selectionCodec, sortCodec } from './graph-codec.ts';
import { fieldPathCodec, readNextPath, readObjectRef } from './object-codec.ts';
import { changeCodec, mirrorsCodec, ruleCodec, weightsCodec } from './split-codec.ts';
import {
  atCodec,
  spanChoices,
  timelineCodec,
  versusCodec,
  windowChoices,
  windowCodec,
} from './time-codec.ts';
import { ambientTraffics, grpcRates, httpRates, tcpRates, trafficCodecs } from './traffic-codec.ts';

const ageNames = Object.keys(ages) as (keyof typeof ages)[];

function roundTrip<T>(codec: Codec<T>, values: readonly NoInfer<T>[]) {
  for (const value of values) expect(codec.parse(codec.serialize(value))).toEqual(value);
}

test('each codec reads what it writes', () => {
  roundTrip(windowCodec, windowChoices);
  roundTrip(atCodec, [epochSeconds.parse(1_763_722_000)]);
  roundTrip(timelineCodec, spanChoices);
  roundTrip(versusCodec, ['now', epochSeconds.parse(1_763_722_000)]);
  roundTrip(namespacesCodec, [[], ['bank'], ['bank', 'shop']]);
  roundTrip(selectionCodec, [
    { kind: 'node', id: nodeId.parse('w:Kubernetes/shop/cart-v1') },
    { kind: 'edge', id: edgeId.parse('a|b>c|http:x') },
  ]);
  roundTrip(nodeCodec, [nodeId.parse('wl/Kubernetes/shop/cart-v1')]);
  roundTrip(edgeCodec, [edgeId.parse('a|b>c|http:x')]);
  roundTrip(graphTypeCodec, graphTypes);
  roundTrip(trafficCodecs.http, httpRates);
  roundTrip(trafficCodecs.grpc, grpcRates);
  roundTrip(trafficCodecs.tcp, tcpRates);
  roundTrip(trafficCodecs.ambient, ambientTraffics);
  roundTrip(edgeModeCodec, edgeModes);
  roundTrip(rankCodec, [null, ...rankings]);
  roundTrip(closingsCodec, [
    [],
    ['Kubernetes/bank', 'Kubernetes/shop'],
    ['Kubernetes/bank', 'app:Kubernetes/bank/ledger', 'cluster:Kubernetes'],
  ]);
  roundTrip(boxKindsCodec, [[], ['namespace'], ['cluster', 'namespace', 'app']]);
  roundTrip(labelsCodec, [[], ['rate'], ['rate', 'errors', 'share', 'latency', 'p95', 'mtls', 'weights']]);
  roundTrip(sortCodec, [
    { column: 'rate', descending: true },
    { column: 'source', descending: false },
  ]);
  roundTrip(levelsCodec, [[], ['error'], ['error', 'warning', 'info']]);
  roundTrip(wordsCodec, [[], ['IST0101', 'WEFT0001']]);
  roundTrip(newSinceCodec, [...ageNames, epochSeconds.parse(1_763_722_000)]);
  roundTrip(causeCodec, ['IST0101:host crat.shop.svc.cluster.local']);
  roundTrip(fieldPathCodec, ['', 'spec.http[0].route', 'metadata.annotations["a.b/c"]']);
  roundTrip(ruleCodec, ['http/0', 'tls/12', 'rules/3']);
  roundTrip(weightsCodec, [[0], [90, 10], [1_000_000, 0, 7]]);
  roundTrip(mirrorsCodec, [
    [10, null],
    [0, 100, 12.5],
  ]);
  roundTrip(changeCodec, ['6a1f-04']);
  roundTrip(flagCodec, [true, false]);
  roundTrip(oneOf(['a', 'b']), ['a', 'b']);
});

test.each([
  [windowCodec, '7m', seconds.parse(300)],
  [windowCodec, '', seconds.parse(300)],
  [atCodec, 'yesterday', null],
  [atCodec, '-5', null],
  [atCodec, '0123456789', null],
  [timelineCodec, '2h', null],
  [versusCodec, 'then', null],
  [namespacesCodec, 'Shop,<b>', []],
  [selectionCodec, 'edge:', null],
  [selectionCodec, 'pod:x', null],
  [nodeCodec, '', null],
  [edgeCodec, 'x'.repeat(1001), null],
  [graphTypeCodec, 'pods', 'mesh'],
  [closingsCodec, 'shop', []],
  [labelsCodec, 'rate,colour', ['rate', 'errors', 'mtls', 'weights']],
  [sortCodec, 'colour.desc', { column: 'status', descending: true }],
  [sortCodec, 'rate.up', { column: 'status', descending: true }],
  [flagCodec, 'yes', false],
  [levelsCodec, 'fatal', []],
  [wordsCodec, 'a b', []],
  [newSinceCodec, '2h', null],
  [newSinceCodec, '__proto__', null],
  [causeCodec, '', null],
  [ruleCodec, 'http/01', null],
  [ruleCodec, 'spec/0', null],
  [weightsCodec, '90,-10', null],
  [weightsCodec, '90,', null],
  [mirrorsCodec, '101', null],
  [changeCodec, 'a b', null],
] as readonly (readonly [Codec<unknown>, string, unknown])[])(
  'a bad value falls to the default (%#)',
  (codec, text, fallback) => {
    expect(readParam(codec, text)).toEqual(fallback);
  },
);

test('namespaces are sorted and named once', () => {
  expect(namespacesCodec.parse('shop,bank,shop')).toEqual(['bank', 'shop']);
  expect(namespacesCodec.serialize(['shop', 'bank', 'shop'])).toBe('bank,shop');
});

test('an object is named by its parameters', () => {
  const get = (text: string) => (name: string) => new URLSearchParams(text).get(name);
  expect(readObjectRef(get('cluster=c&kind=Namespace&name=shop'))).toEqual({
    cluster: 'c',
    group: '',
    kind: 'Namespace',
    namespace: null,
    name: 'shop',
  });
  expect(readObjectRef(get('cluster=c&kind=Namespace'))).toBeNull();
  expect(readObjectRef(get('kind=Namespace&name=shop'))).toBeNull();
});

test.each([
  ['/graph?window=5m', '/graph?window=5m'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/sign-in?next=/sign-in', '/'],
  ['/\t/evil.example', '/'],
  [null, '/'],
])('after signing in, %s leads to %s', (next, path) => {
  expect(readNextPath(next)).toBe(path);
});
