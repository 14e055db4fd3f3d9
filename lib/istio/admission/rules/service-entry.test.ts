import { expect, test } from 'vitest';
import { judge } from '../testing/judge.ts';

const port = '{ number: 443, name: https, protocol: TLS }';
const entry = (text: string): string => `{ hosts: [a.example], ports: [${port}], ${text} }`;

test.each([
  ['a name to resolve', entry('resolution: DNS')],
  [
    'fixed addresses',
    entry('resolution: STATIC, endpoints: [{ address: 10.0.0.1, ports: { https: 8443 } }]'),
  ],
  ['a range', entry('addresses: [10.0.0.0/8]')],
  ['workloads', entry('resolution: STATIC, workloadSelector: { labels: { app: a } }')],
])('%s is taken', (_name, spec) => {
  expect(judge('ServiceEntry', spec)).toEqual({ errors: [], warnings: [] });
});

test.each([
  ['no host', `{ ports: [${port}] }`, 'at least one host'],
  ['every host', `{ hosts: ["*"], ports: [${port}] }`, '"*" is not the name of a service'],
  [
    'a wildcard to resolve',
    `{ hosts: ["*.a.com"], ports: [${port}], resolution: DNS }`,
    'cannot be resolved',
  ],
  ['nothing fixed', entry('resolution: STATIC'), 'endpoints or a workloadSelector are needed'],
  ['endpoints that nobody asks for', entry('endpoints: [{ address: 10.0.0.1 }]'), 'there are no endpoints'],
  [
    'a name as fixed address',
    entry('resolution: STATIC, endpoints: [{ address: b.example }]'),
    'must be an address',
  ],
  ['a range to resolve', entry('resolution: DNS, addresses: [10.0.0.0/8]'), 'ranges are allowed only where'],
  [
    'a port twice',
    '{ hosts: [a.b], ports: [{ number: 1, name: a }, { number: 1, name: b }] }',
    'port 1 is defined twice',
  ],
  [
    'a port name twice',
    '{ hosts: [a.b], ports: [{ number: 1, name: a }, { number: 2, name: a }] }',
    'name a is used twice',
  ],
  [
    'an endpoint port of no service port',
    entry('resolution: STATIC, endpoints: [{ address: 1.1.1.1, ports: { x: 1 } }]'),
    'no port of that name',
  ],
  [
    'selector and endpoints',
    entry('resolution: STATIC, workloadSelector: { labels: { a: b } }, endpoints: [{ address: 1.1.1.1 }]'),
    'only one of workloadSelector and endpoints',
  ],
  [
    'two endpoints in turn',
    entry('resolution: DNS_ROUND_ROBIN, endpoints: [{ address: a.b }, { address: c.d }]'),
    'there is one endpoint',
  ],
])('%s is refused', (_name, spec, text) => {
  expect(judge('ServiceEntry', spec).errors.join('\n')).toContain(text);
});

test.each([
  ['{ address: 10.0.0.1, ports: { http: 80 }, labels: { app: a } }', ''],
  ['{ network: n }', ''],
  ['{ ports: { http: 80 } }', 'an address is needed'],
  ['{ address: "unix://a" }', 'path of a unix socket is absolute'],
  ['{ address: "unix:///a", ports: { http: 80 } }', 'a unix socket has no ports'],
  ['{ address: a.b, ports: { http: 0 } }', '0 is not a port'],
  ['{ address: "not a host" }', 'neither an address nor a host name'],
])('a WorkloadEntry of %s', (spec, text) => {
  const { errors } = judge('WorkloadEntry', spec);
  if (text === '') expect(errors).toEqual([]);
  else expect(errors.join('\n')).toContain(text);
});

test('a WorkloadGroup needs a template and one way to probe', () => {
  expect(judge('WorkloadGroup', '{ template: { serviceAccount: a } }').errors).toEqual([]);
  expect(judge('WorkloadGroup', '{}').errors.join()).toContain('spec.template');
  const both = '{ template: {}, probe: { tcpSocket: { port: 1 }, httpGet: { port: 0 } } }';
  expect(judge('WorkloadGroup', both).errors).toHaveLength(2);
});
