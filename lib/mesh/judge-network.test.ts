import { expect, test } from 'vitest';
import { judgeNetwork } from './judge-network.ts';
import { endOutside, type NetworkEnd } from './network-end.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const end = (
  namespace: string,
  app: string,
  address: string,
  ports: Record<string, number> = {},
): NetworkEnd => ({
  pods: { namespace, labels: { app } },
  addresses: [address],
  portNamed: (name) => ports[name] ?? null,
});
const front = end('shop', 'front', '10.0.0.1');
const cart = end('shop', 'cart', '10.0.0.2', { web: 8080 });
const abroad = end('tools', 'front', '10.9.0.1');

interface Asked {
  readonly from?: NetworkEnd;
  readonly to?: NetworkEnd;
  readonly port?: number;
}

function judged(policies: string, { from = front, to = cart, port = 8080 }: Asked = {}) {
  const cluster = clusterOf(`
apiVersion: v1
kind: Namespace
metadata: { name: tools, labels: { team: tools } }
${policies
  .trim()
  .split('\n')
  .map(
    (spec, i) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p${i}, namespace: shop }
spec: ${spec}`,
  )
  .join('\n')}
`);
  return judgeNetwork(cluster, { from, to, port, protocol: 'TCP' }).map(
    ({ direction, admits, policies: [best] }) => `${direction} ${admits} ${best?.object.name} ${best?.path}`,
  );
}

const ofCart = 'podSelector: { matchLabels: { app: cart } }';
const ofFront = 'podSelector: { matchLabels: { app: front } }';
const tools = 'namespaceSelector: { matchLabels: { team: tools } }';
const fronts = 'podSelector: { matchLabels: { app: front } }';

test.each([
  ['nothing that selects an end', '{ podSelector: { matchLabels: { app: other } } }', {}, []],
  ['a default deny', '{ podSelector: {} }', {}, ['ingress false p0 spec.ingress']],
  [
    'a default deny of both directions',
    '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
    {},
    ['egress false p0 spec.egress', 'ingress false p0 spec.ingress'],
  ],
  [
    'rules for egress alone, which is about both',
    `{ ${ofFront}, egress: [{}] }`,
    {},
    ['egress true p0 spec.egress[0]'],
  ],
  ['an empty list of egress, which says nothing', `{ ${ofFront}, egress: [] }`, {}, []],
  [
    'no types, which are worked out',
    `{ ${ofFront}, policyTypes: [], egress: [{}] }`,
    {},
    ['egress true p0 spec.egress[0]'],
  ],
  ['a rule for everybody', `{ ${ofCart}, ingress: [{}] }`, {}, ['ingress true p0 spec.ingress[0]']],
  [
    'an empty list of peers, which is everybody',
    `{ ${ofCart}, ingress: [{ from: [] }] }`,
    {},
    ['ingress true p0 spec.ingress[0]'],
  ],
  [
    'pods of its own namespace, for one of another',
    `{ ${ofCart}, ingress: [{ from: [{ ${fronts} }] }] }`,
    { from: abroad },
    ['ingress false p0 spec.ingress[0].from'],
  ],
  [
    'namespace and pod in one peer, which both have to hold',
    `{ ${ofCart}, ingress: [{ from: [{ ${tools}, ${fronts} }] }] }`,
    {},
    ['ingress false p0 spec.ingress[0].from'],
  ],
  [
    'namespace and pod in two peers, of which one is enough',
    `{ ${ofCart}, ingress: [{ from: [{ ${tools} }, { ${fronts} }] }] }`,
    {},
    ['ingress true p0 spec.ingress[0]'],
  ],
  [
    'a namespace by its own name, which is a label of it',
    `{ ${ofCart}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }] }`,
    {},
    ['ingress true p0 spec.ingress[0]'],
  ],
  [
    'another port',
    `{ ${ofCart}, ingress: [{ ports: [{ port: 9090 }] }] }`,
    {},
    ['ingress false p0 spec.ingress[0].ports'],
  ],
  [
    'a range of ports',
    `{ ${ofCart}, ingress: [{ ports: [{ port: 8000, endPort: 8080 }] }] }`,
    {},
    ['ingress true p0 spec.ingress[0]'],
  ],
  [
    'the port of another protocol',
    `{ ${ofCart}, ingress: [{ ports: [{ port: 8080, protocol: UDP }] }] }`,
    {},
    ['ingress false p0 spec.ingress[0].ports'],
  ],
  [
    'a port by the name that the pod gives it',
    `{ ${ofCart}, ingress: [{ ports: [{ port: web }] }] }`,
    {},
    ['ingress true p0 spec.ingress[0]'],
  ],
  [
    'a name that the pod gives no port',
    `{ ${ofCart}, ingress: [{ ports: [{ port: grpc }] }] }`,
    {},
    ['ingress false p0 spec.ingress[0].ports'],
  ],
  [
    'a name of the callee’s, for what goes out',
    `{ ${ofFront}, policyTypes: [Egress], egress: [{ ports: [{ port: web }] }] }`,
    {},
    ['egress true p0 spec.egress[0]'],
  ],
  [
    'the block of addresses it has',
    `{ ${ofCart}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }`,
    {},
    ['ingress true p0 spec.ingress[0]'],
  ],
  [
    'a block that leaves it out',
    `{ ${ofCart}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/24] } }] }] }`,
    {},
    ['ingress false p0 spec.ingress[0].from'],
  ],
  [
    'a block, for somebody whose address is not known',
    `{ ${ofCart}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }`,
    { from: endOutside(null) },
    ['ingress null p0 spec.ingress[0].from'],
  ],
  [
    'every address, for somebody outside',
    `{ ${ofCart}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }`,
    { from: endOutside(null) },
    ['ingress true p0 spec.ingress[0]'],
  ],
  [
    'pods, for somebody outside',
    `{ ${ofCart}, ingress: [{ from: [{ podSelector: {} }] }] }`,
    { from: endOutside(null) },
    ['ingress false p0 spec.ingress[0].from'],
  ],
  [
    'two policies, of which one is enough, told first',
    `{ ${ofCart} }\n{ ${ofCart}, ingress: [{ from: [{ ${fronts} }] }] }`,
    {},
    ['ingress true p1 spec.ingress[0]'],
  ],
] as const)('%s', (_, policies, asked, expected) => {
  expect(judged(policies, asked)).toEqual(expected);
});

test('what keeps a rule from admitting is said in its own words', () => {
  const cluster = clusterOf(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec:
  ${ofCart}
  ingress:
    - from: [{ ${tools}, podSelector: { matchExpressions: [{ key: tier, operator: In, values: [web, api] }] } }, { ipBlock: { cidr: 10.9.0.0/16, except: [10.9.1.0/24] } }]
    - ports: [{ port: 53, protocol: UDP }, { port: 8000, endPort: 8010 }]
`);
  const why = (port: number) =>
    judgeNetwork(cluster, { from: front, to: cart, port, protocol: 'TCP' })[0]?.policies[0]?.why;
  expect(why(8080)).toBe('it opens port 53/UDP, port 8000–8010 alone, and 1 more do not fit either');
  const alone = clusterOf(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec: { ${ofCart}, ingress: [{ from: [{ ${tools}, podSelector: {} }, { ipBlock: { cidr: 10.9.0.0/16, except: [10.9.1.0/24] } }] }] }
`);
  const [found] = judgeNetwork(alone, { from: front, to: cart, port: 8080, protocol: 'TCP' });
  expect(found?.policies[0]?.why).toBe(
    'it is for every pod of namespaces with team=tools, or addresses of 10.9.0.0/16 except 10.9.1.0/24',
  );
});
