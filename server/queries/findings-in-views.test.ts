import { expect, test } from 'vitest';
import type { Finding } from '#lib/core/finding.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { sample } from '#lib/graph/testing/traffic.ts';
import { meshGraph } from '#lib/url/asked-graph.ts';
import { readEdge } from './edge.ts';
import { readGraph } from './graph.ts';
import { readNode } from './node.ts';
import { contextOf, live } from './testing/context.ts';

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
/** A policy of cart alone, about a namespace that does not exist. */
const policy = {
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'callers-of-cart', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'cart' } },
    rules: [{ from: [{ source: { namespaces: ['shopp'] } }] }],
  },
};
const world = {
  snapshot: mesh([
    namespace('shop'),
    ...workload('shop', 'web'),
    ...workload('shop', 'cart'),
    ...workload('shop', 'order'),
    service('shop', 'cart'),
    service('shop', 'order'),
    policy,
  ]),
  samples: [
    sample(
      'requests',
      { from: 'shop/web', to: 'shop/cart', service: 'shop/cart', reporter: 'destination' },
      5,
    ),
    sample(
      'requests',
      { from: 'shop/web', to: 'shop/order', service: 'shop/order', reporter: 'destination' },
      5,
    ),
  ],
};

const ofPolicy = (findings: readonly Finding[]) =>
  findings.filter(({ object, code }) => object.name === policy.metadata.name && code === 'IST0101').length;

test.each(['mesh', 'workload', 'app', 'versioned-app'] as const)(
  'in the graph of %s a policy marks what it governs, and the inspector lists what the mark counts',
  async (graph) => {
    const { ctx } = contextOf(world);
    const asked = { ...live, ...meshGraph, graph, namespaces: [], services: false };
    const drawn = (await readGraph(ctx, asked)).graph;
    for (const name of ['cart', 'order']) {
      const governed = name === 'cart' ? 1 : 0;
      const node = drawn.nodes.find((each) => each.name === name || each.app === name);
      const edge = drawn.edges.find((each) => each.target === node?.id);
      if (node === undefined || edge === undefined) throw new Error(`${name} is called`);
      const [listed, onNode] = [
        await readEdge(ctx, { ...asked, id: edge.id }),
        await readNode(ctx, { ...asked, id: node.id }),
      ];
      expect([name, ofPolicy(listed.findings), ofPolicy(onNode.findings)]).toEqual([
        name,
        governed,
        governed,
      ]);
      expect(edge.findings.error).toBe(listed.findings.filter(({ level }) => level === 'error').length);
      expect(node.findings.error).toBe(onNode.findings.filter(({ level }) => level === 'error').length);
    }
  },
);
