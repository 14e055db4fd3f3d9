import { expect, test } from 'vitest';
import { clusterId, edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { meshGraph } from './asked-graph.ts';
import { editApi, editPages } from './edit-paths.ts';
import { oncallApi, oncallPages } from './oncall-paths.ts';
import { apiPaths, pagePaths } from './paths.ts';

const live = { window: seconds.parse(300), at: null };
const frozen = { window: seconds.parse(60), at: epochSeconds.parse(1_763_722_000) };
const mesh = { asked: meshGraph, namespaces: [], services: false };
const ref = {
  cluster: clusterId.parse('Kubernetes'),
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'shop',
  name: 'cart & co',
};

test('every path of the product', () => {
  expect({
    status: apiPaths.status(),
    graph: apiPaths.graph(live),
    graphOfNamespaces: apiPaths.graph(frozen, ['shop', 'bank'], true),
    graphOfApps: apiPaths.graph(live, [], false, { ...meshGraph, graph: 'app', idle: true }),
    declared: apiPaths.declared(frozen, { asked: meshGraph, namespaces: ['shop'], services: true }),
    graphOfMessages: apiPaths.graph(live, [], false, {
      ...meshGraph,
      graph: 'workload',
      http: 'none',
      grpc: 'total',
      ambient: 'none',
    }),
    edgeOfServices: apiPaths.edge(edgeId.parse('a→b'), live, {
      asked: { ...meshGraph, graph: 'service' },
      namespaces: ['shop'],
      services: false,
    }),
    nodeOfMesh: apiPaths.node(nodeId.parse('w/shop/cart'), live, {
      asked: meshGraph,
      namespaces: ['shop'],
      services: true,
    }),
    edge: apiPaths.edge(edgeId.parse('a→b'), live),
    node: apiPaths.node(nodeId.parse('w/shop/cart'), frozen),
    measures: apiPaths.measures(['p95', 'request-throughput'], live, {
      asked: { ...meshGraph, graph: 'app' },
      namespaces: ['shop'],
      services: true,
    }),
    timeline: apiPaths.timeline(seconds.parse(3600), null),
    timelineBefore: apiPaths.timeline(seconds.parse(21_600), epochSeconds.parse(1_763_722_000), ['shop']),
    compare: apiPaths.compare(frozen, 'now', ['shop'], true),
    nodes: apiPaths.nodes(live),
    pods: oncallApi.pods(nodeId.parse('wl/c/shop/cart'), live),
    proxy: oncallApi.proxy({ ...ref, name: 'cart-1' }, 'routes'),
    whyNoEdge: apiPaths.whyNoEdge(nodeId.parse('wl/c/shop/cart'), nodeId.parse('svc/c/a/b'), live, ['shop']),
    findings: editApi.findings(),
    object: apiPaths.object(ref),
    namespaceObject: apiPaths.object({ ...ref, group: '', kind: 'Namespace', namespace: null, name: 'shop' }),
    session: apiPaths.session(),
    stream: apiPaths.stream(300),
    openapi: apiPaths.openapi(),
    graphPage: pagePaths.graph(),
    graphPageSelected: pagePaths.graph({ sel: 'node:w/shop/cart', ns: 'shop' }),
    findingsPage: pagePaths.findings(),
    findingsPageOfCode: pagePaths.findings({ code: 'IST0101', ns: 'shop' }),
    objectPage: pagePaths.object(ref),
    objectPageAtField: pagePaths.object(ref, 'spec.http[0].route'),
    telemetryPage: pagePaths.telemetry(),
    telemetryPageAsked: pagePaths.telemetry({ from: 'wl/c/shop/cart', to: 'svc/c/a/b', window: '1m' }),
    logsPageOfEdge: oncallPages.logs({ kind: 'edge', id: edgeId.parse('a→b') }, { at: '1763722000' }, mesh),
    traces: oncallApi.traces({ edge: edgeId.parse('a→b'), errors: true, min: 100 }, live),
    trace: oncallApi.trace('4bf92f3577b34da6a3ce929d0e0e4736', frozen),
    onGraph: oncallPages.onGraph({ kind: 'edge', id: edgeId.parse('a→b') }, { at: '1763722000' }, mesh),
    onGraphOfApps: oncallPages.onGraph(
      { kind: 'node', id: nodeId.parse('app/c/shop/cart') },
      { ns: 'shop' },
      { ...mesh, asked: { ...meshGraph, graph: 'app' } },
    ),
    logsPageOfPod: oncallPages.logs({ kind: 'node', id: nodeId.parse('wl/c/shop/cart') }, {}, mesh, {
      pod: 'cart-1',
    }),
    logsOfPod: oncallApi.logs(
      { kind: 'node', id: nodeId.parse('wl/c/shop/cart') },
      { previous: true, errors: false, pod: 'cart-1', lines: 12_000 },
      live,
    ),
    tracesPage: oncallPages.traces({ kind: 'edge', id: edgeId.parse('a→b') }, {}, mesh, 'ab'),
    logsPageOfApp: oncallPages.logs(
      { kind: 'node', id: nodeId.parse('app/c/shop/cart') },
      { ns: 'shop' },
      { ...mesh, asked: { ...meshGraph, graph: 'app' } },
    ),
    proxyPage: oncallPages.proxy(nodeId.parse('wl/c/shop/cart'), { ns: 'shop' }, mesh, {
      pod: 'cart-1',
      tab: 'sync',
    }),
    splitPage: editPages.split(ref, { rule: 'http/1' }),
    signIn: pagePaths.signIn('/graph?window=5m'),
  }).toMatchInlineSnapshot(`
    {
      "compare": "/api/v1/compare?window=60&at=1763722000&vs=now&namespaces=shop&services=1",
      "declared": "/api/v1/declared?window=60&at=1763722000&namespaces=shop&services=1",
      "edge": "/api/v1/edge?id=a%E2%86%92b&window=300",
      "edgeOfServices": "/api/v1/edge?id=a%E2%86%92b&window=300&namespaces=shop&graph=service",
      "findings": "/api/v1/findings?suppressed=1",
      "findingsPage": "/findings",
      "findingsPageOfCode": "/findings?code=IST0101&ns=shop",
      "graph": "/api/v1/graph?window=300",
      "graphOfApps": "/api/v1/graph?window=300&graph=app&idle=1",
      "graphOfMessages": "/api/v1/graph?window=300&graph=workload&http=none&grpc=total&ambient=none",
      "graphOfNamespaces": "/api/v1/graph?window=60&at=1763722000&namespaces=shop%2Cbank&services=1",
      "graphPage": "/graph",
      "graphPageSelected": "/graph?sel=node%3Aw%2Fshop%2Fcart&ns=shop",
      "logsOfPod": "/api/v1/logs?node=wl%2Fc%2Fshop%2Fcart&window=300&previous=1&pod=cart-1&lines=12000",
      "logsPageOfApp": "/logs?node=app%2Fc%2Fshop%2Fcart&ns=shop&graph=app",
      "logsPageOfEdge": "/logs?edge=a%E2%86%92b&at=1763722000",
      "logsPageOfPod": "/logs?node=wl%2Fc%2Fshop%2Fcart&pod=cart-1",
      "measures": "/api/v1/measures?of=p95%2Crequest-throughput&window=300&namespaces=shop&services=1&graph=app",
      "namespaceObject": "/api/v1/object?cluster=Kubernetes&kind=Namespace&name=shop",
      "node": "/api/v1/node?id=w%2Fshop%2Fcart&window=60&at=1763722000",
      "nodeOfMesh": "/api/v1/node?id=w%2Fshop%2Fcart&window=300",
      "nodes": "/api/v1/nodes?window=300",
      "object": "/api/v1/object?cluster=Kubernetes&group=networking.istio.io&kind=VirtualService&namespace=shop&name=cart+%26+co",
      "objectPage": "/object?cluster=Kubernetes&group=networking.istio.io&kind=VirtualService&namespace=shop&name=cart+%26+co",
      "objectPageAtField": "/object?cluster=Kubernetes&group=networking.istio.io&kind=VirtualService&namespace=shop&name=cart+%26+co&path=spec.http%5B0%5D.route",
      "onGraph": "/graph?at=1763722000&sel=edge%3Aa%E2%86%92b",
      "onGraphOfApps": "/graph?ns=shop&graph=app&sel=node%3Aapp%2Fc%2Fshop%2Fcart",
      "openapi": "/api/v1/openapi.json",
      "pods": "/api/v1/pods?node=wl%2Fc%2Fshop%2Fcart&window=300",
      "proxy": "/api/v1/proxy?cluster=Kubernetes&namespace=shop&pod=cart-1&part=routes",
      "proxyPage": "/proxy?node=wl%2Fc%2Fshop%2Fcart&ns=shop&pod=cart-1&tab=sync",
      "session": "/api/v1/session",
      "signIn": "/sign-in?next=%2Fgraph%3Fwindow%3D5m",
      "splitPage": "/edit/split?cluster=Kubernetes&group=networking.istio.io&kind=VirtualService&namespace=shop&name=cart+%26+co&rule=http%2F1",
      "status": "/api/v1/status",
      "stream": "/api/v1/stream?window=300",
      "telemetryPage": "/telemetry",
      "telemetryPageAsked": "/telemetry?from=wl%2Fc%2Fshop%2Fcart&to=svc%2Fc%2Fa%2Fb&window=1m",
      "timeline": "/api/v1/timeline?span=3600",
      "timelineBefore": "/api/v1/timeline?span=21600&end=1763722000&namespaces=shop",
      "trace": "/api/v1/trace?id=4bf92f3577b34da6a3ce929d0e0e4736&window=60&at=1763722000",
      "traces": "/api/v1/traces?edge=a%E2%86%92b&errors=1&min=100&window=300",
      "tracesPage": "/traces?edge=a%E2%86%92b&trace=ab",
      "whyNoEdge": "/api/v1/why-no-edge?from=wl%2Fc%2Fshop%2Fcart&to=svc%2Fc%2Fa%2Fb&window=300&namespaces=shop",
    }
  `);
});
