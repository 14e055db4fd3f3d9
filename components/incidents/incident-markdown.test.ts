import { expect, test } from 'vitest';
import { clusterId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, perSecond } from '#lib/core/units.ts';
import { unitSpace } from '#lib/format/number.ts';
import { node } from '#lib/graph/testing/elements.ts';
import { asMarkdown } from './incident-markdown.ts';
import { at, problem } from './testing/problem.ts';
import type { TrendOf } from './trend-of.ts';

const nodes = [
  node('shop/frontend', { id: nodeId.parse('frontend') }),
  node('shop/cart', { id: nodeId.parse('cart'), app: 'cart', version: 'v1' }),
];
const links = {
  incident: 'https://weft/incidents?at=1764000000&problem=a',
  edge: 'https://weft/graph?sel=edge',
};
const trend: TrendOf = {
  key: 'a',
  measure: 'errors',
  points: [[at, 38]],
  trend: 'rising',
  since: { at: epochSeconds.parse(at - 780), known: 'onset' },
  changes: [
    {
      id: 'c',
      what: 'created',
      at: epochSeconds.parse(at - 800),
      object: {
        cluster: clusterId.parse('Kubernetes'),
        group: 'networking.istio.io',
        kind: 'DestinationRule',
        namespace: 'shop',
        name: 'cart-plaintext',
      },
      by: 'kubectl',
      note: '',
      fields: [],
      more: 0,
      seen: 'watched',
    },
  ],
  more: 0,
};

test('an incident as Markdown tells since when, how bad, why, what changed and what to do', () => {
  const said = {
    does: 'acknowledge' as const,
    by: 'dev',
    at: epochSeconds.parse(at - 120),
    note: 'on it',
    until: null,
    rate: perSecond.parse(38),
  };
  const one = problem('a', { state: 'acknowledged', said });
  const text = asMarkdown({ problem: one, data: { nodes, at }, trend, links });
  expect(text.replaceAll(unitSpace, ' ')).toBe(
    `**frontend → cart v1**: 503 UH, 38 rps, all of them: the route sends to subset v9, and the DestinationRule in force defines v1 and v2.

- Since: 2025-11-24 15:47:00 UTC (13 min)
- Trend: rising (38 rps fail)
- Blast radius: 38 rps fail for 1 caller: frontend; 41 rps reach those furthest up.
- Evidence:
  - Subset v9 is not defined
- What changed before:
  - 2025-11-24 15:46:40 UTC DestinationRule shop/cart-plaintext was created by kubectl
- Fix: Define subset v9, or take it out of the route. Subsets go in before routes and out after them.
- Acknowledged by dev 2 min ago: on it
- Incident at this moment: https://weft/incidents?at=1764000000&problem=a
- On the graph: https://weft/graph?sel=edge

\`\`\`promql
sum(rate(istio_requests_total[5m]))
\`\`\`
`,
  );
});

test('what is not known yet is left out, and a note formats nothing', () => {
  const said = {
    does: 'snooze' as const,
    by: 'dev',
    at,
    note: '**bold** <!channel> `x`',
    until: null,
    rate: perSecond.parse(38),
  };
  const one = { ...problem('a', { state: 'snoozed', said }), since: null };
  const text = asMarkdown({ problem: one, data: { nodes, at }, trend: null, links });
  expect(text).toContain('- Since: not known\n- Blast radius');
  expect(text).toContain(
    '- Snoozed by dev now, until it changes or goes: \\*\\*bold\\*\\* \\<!channel\\> \\`x\\`\n',
  );
});
