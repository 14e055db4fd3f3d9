import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '#lib/core/finding.ts';
import { clusterId } from '#lib/core/ids.ts';
import { codeSpan, graphSummary } from './summary.ts';
import { edge, failedRow, graph, healthOf, node } from './testing/elements.ts';

const service = {
  cluster: clusterId.parse('Kubernetes'),
  namespace: 'shop',
  name: 'reviews',
  host: 'reviews.shop.svc.cluster.local',
};
const nodes = [
  node('shop/frontend'),
  node('shop/reviews', { health: healthOf('failing'), findings: { error: 1, warning: 0, info: 0 } }),
  node('bank/ledger'),
];
const edges = [
  edge(
    'shop/frontend > shop/reviews',
    { count: 1000, errors: 124, latency: 214 },
    {
      service,
      health: healthOf('failing'),
      responses: [failedRow('503 UH', 120), failedRow('500 UH', 4)],
    },
  ),
  edge(
    'shop/reviews > bank/ledger',
    { count: 100, errors: 2 },
    {
      health: healthOf('degraded'),
      mtls: { state: 'none', share: 0 as never, reporter: 'destination' },
    },
  ),
  edge('shop/frontend > bank/ledger', { bytes: 12_400 }),
];

test('a graph in words', () => {
  const text = graphSummary(
    { ...graph(nodes, edges), missing: [{ query: 'latency', reason: 'timeout' }] },
    { namespaces: ['shop', 'bank'], link: 'https://weft.example/graph?window=5m' },
  );
  expect(text).toBe(`## Mesh traffic at 2025-11-21 10:46:40 UTC

- Window: 5 min, from 2025-11-21 10:41:40 UTC
- Namespaces: \`shop\`, \`bank\`
- Size: 3 nodes, 3 edges
- Traffic over all edges: 3.7 rps, 11.5 % failed; TCP 12 kB/s
- Edges: 1 failing, 1 degraded, 1 healthy
- Nodes: 1 failing, 2 healthy
- Configuration: 1 node with errors
- Without mutual TLS: 1 edge, in part 0 edges
- [Open the same view](<https://weft.example/graph?window=5m>)

| Status | From | To | Service | Requests | Failed | Error | Mean latency |
|---|---|---|---|---:|---:|---|---:|
| failing | \`shop/frontend\` | \`shop/reviews\` | \`reviews\` | 3.3 rps | 12.4 % | \`503 UH\` | 214 ms |
| degraded | \`shop/reviews\` | \`bank/ledger\` |  | 0.3 rps | 2 % (2 of 100) |  | – |

- The query \`latency\` failed: what it would have brought is missing.
`);
});

test('a graph without failures says so', () => {
  const text = graphSummary(graph([]), { namespaces: [] });
  expect(text).toContain('Namespaces: all');
  expect(text).toContain('no requests known');
  expect(text).toContain('No edge is failing or degraded.');
  expect(text).not.toContain('|');
});

test('findings are counted by level where they are given', () => {
  const object = { cluster: service.cluster, group: '', kind: 'Service', namespace: 'shop', name: 'reviews' };
  const finding = (level: Finding['level']): Finding => ({
    code: 'IST0101',
    level,
    object,
    path: '',
    args: {},
  });
  const findings = [finding('error'), finding('error'), finding('warning'), finding('info')];
  expect(graphSummary(graph([]), { namespaces: [], findings })).toContain(
    'Configuration: 2 errors, 1 warning, 1 info',
  );
});

test('what is too long for a table is counted', () => {
  const many = Array.from({ length: 30 }, (_, i) =>
    edge(
      `shop/frontend > shop/s${i}`,
      { count: 100, errors: i },
      { health: { ...healthOf('failing'), failed: i } },
    ),
  );
  const text = graphSummary(graph(nodes, many), { namespaces: [], most: 5 });
  expect(text).toContain('… and 25 edges more.');
  expect(text.match(/^\| failing/gm)).toHaveLength(5);
  expect(text).toContain('29 % (29 of 100)');
});

test.each([
  ['shop/reviews-v1', '`shop/reviews-v1`'],
  ['*.example.com:443', '`*.example.com:443`'],
  ['a`b', '`a\ufffdb`'],
  ['a|b', '`a\ufffdb`'],
  ['a\n# b', '`a\ufffd# b`'],
  ['<!channel>', '`\ufffd!channel\ufffd`'],
  ['a\\', '`a\ufffd`'],
  ['\u202egpj.exe', '`\ufffdgpj.exe`'],
  ['\u200b', '`\ufffd`'],
  ['  ', '(no name)'],
  ['münchen.example', '`münchen.example`'],
  ['x'.repeat(200), `\`${'x'.repeat(100)}…\``],
  ['\ud800', '`\ufffd`'],
])('the name %j is written %j', (name, written) => {
  expect(codeSpan(name)).toBe(written);
});

test('a link that is no web address is left out', () => {
  for (const link of ['javascript:alert(1)', 'https://a b', 'https://a>b', 'http://a\nb']) {
    expect(graphSummary(graph([]), { namespaces: [], link })).not.toContain('Open the same view');
  }
});

test('whatever the names, the table keeps its cells and the text its lines', () => {
  const plain = graphSummary(graph(nodes, edges), { namespaces: ['x'] });
  const lines = plain.split('\n').length;
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('`', '||', '\r\n', '</td>', '@here', '\\`', '\u2028', '](javascript:x)'),
  );
  fc.assert(
    fc.property(name, (hostile) => {
      const renamed = nodes.map((each) => ({ ...each, name: hostile, namespace: null }));
      const moved = edges.map((each) => ({
        ...each,
        service: { ...service, name: hostile },
        responses: each.responses.map((row) => ({ ...row, flags: [hostile] })),
      }));
      const text = graphSummary(graph(renamed, moved), { namespaces: [hostile] });
      expect(text.split(/\r\n|[\n\r\u2028\u2029\u0085]/)).toHaveLength(lines);
      for (const row of text.split('\n').filter((line) => line.startsWith('| '))) {
        expect(row.split('|')).toHaveLength(10);
        expect((row.match(/`/g) ?? []).length % 2).toBe(0);
      }
      expect(text).not.toMatch(/[<>]/);
    }),
  );
});
