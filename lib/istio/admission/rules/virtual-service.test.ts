import { expect, test } from 'vitest';
import { judge } from '../testing/judge.ts';

const http = (rule: string): string => `{ hosts: [reviews], http: [${rule}] }`;
const route = 'route: [{ destination: { host: reviews } }]';

test.each([
  ['a plain route', http(`{ ${route} }`)],
  [
    'weights that do not sum to 100',
    http('{ route: [{ destination: { host: a }, weight: 1 }, { destination: { host: b }, weight: 2 }] }'),
  ],
  [
    'a weight of 0 beside another',
    http('{ route: [{ destination: { host: a }, weight: 0 }, { destination: { host: b }, weight: 1 }] }'),
  ],
  ['a single destination without weight', http(`{ ${route} }`)],
  ['an address as host', `{ hosts: [10.0.0.1], http: [{ ${route} }] }`],
  ['* at a gateway', `{ hosts: ["*"], gateways: [edge], http: [{ ${route} }] }`],
  ['a delegate', `{ http: [{ ${route} }] }`],
  ['a handing over', http('{ delegate: { name: a, namespace: b } }')],
  [
    'everything that a rule can do',
    http(`{
    match: [{ uri: { regex: "^/a(b|c)$" }, headers: { x-user: { exact: a } }, port: 80 }], ${route}, timeout: 1.5s,
    retries: { attempts: 2, perTryTimeout: 500ms, retryOn: "5xx,503, reset" },
    fault: { delay: { percentage: { value: 0.5 }, fixedDelay: 2s }, abort: { httpStatus: 503, percentage: { value: 1 } } },
    mirror: { host: other }, mirrorPercentage: { value: 10 }, rewrite: { uri: / },
    headers: { request: { set: { x-a: b } } } }`),
  ],
  [
    'tls and tcp',
    `{ hosts: [a.example], tls: [{ match: [{ sniHosts: [a.example] }], ${route} }], tcp: [{ ${route} }] }`,
  ],
])('%s is taken', (_name, spec) => {
  expect(judge('VirtualService', spec)).toEqual({ errors: [], warnings: [] });
});

test.each([
  ['no routes', '{ hosts: [a] }', 'at least one http, tcp or tls route'],
  [
    'a rule that does nothing',
    http('{ fault: { abort: { httpStatus: 500 } } }'),
    'one of route, redirect, directResponse or delegate is needed',
  ],
  ['route and redirect', http(`{ ${route}, redirect: { uri: / } }`), 'only one of route and redirect'],
  [
    'fault beside redirect',
    http('{ redirect: { uri: / }, fault: { abort: { httpStatus: 500 } } }'),
    'fault cannot be set beside redirect',
  ],
  [
    'a negative weight',
    http('{ route: [{ destination: { host: a }, weight: -1 }] }'),
    'route[0].weight: must not be negative',
  ],
  [
    'weights that are all 0',
    http('{ route: [{ destination: { host: a }, weight: 0 }, { destination: { host: b } }] }'),
    'the weights sum to 0',
  ],
  ['* in the mesh', `{ hosts: ["*"], http: [{ ${route} }] }`, '* is allowed only where'],
  [
    '* with mesh among the gateways',
    `{ hosts: ["*"], gateways: [edge, mesh], http: [{ ${route} }] }`,
    '* is allowed only where',
  ],
  [
    'the same host twice',
    `{ hosts: ["*.a.com", b.a.com], http: [{ ${route} }] }`,
    '*.a.com and b.a.com are the same host',
  ],
  ['a bad host', `{ hosts: ["a b"], http: [{ ${route} }] }`, '"a b" is not a host name'],
  ['a delegate with gateways', `{ gateways: [edge], http: [{ ${route} }] }`, 'a delegate has no gateways'],
  [
    'a bad gateway',
    `{ hosts: [a], gateways: [a/b/c], http: [{ ${route} }] }`,
    'neither a name nor namespace/name',
  ],
  ['no destination host', http('{ route: [{ destination: {} }] }'), 'destination.host: "" is not a host'],
  [
    'a bad subset',
    http('{ route: [{ destination: { host: a, subset: v_1 } }] }'),
    'subset: "v_1" is not a DNS label',
  ],
  [
    'a bad port',
    http('{ route: [{ destination: { host: a, port: { number: 70000 } } }] }'),
    'port.number: 70000 is not a port',
  ],
  [
    'a timeout below a millisecond',
    http(`{ ${route}, timeout: 100us }`),
    'timeout: 100us is shorter than 1ms',
  ],
  ['a timeout of 0', http(`{ ${route}, timeout: 0s }`), 'timeout: 0s is shorter than 1ms'],
  ['a timeout that is no duration', http(`{ ${route}, timeout: "5" }`), 'timeout: "5" is not a duration'],
  [
    'retries off with settings',
    http(`{ ${route}, retries: { attempts: 0, retryOn: 5xx } }`),
    'retries are off (0 attempts)',
  ],
  [
    'a bad retry condition',
    http(`{ ${route}, retries: { attempts: 1, retryOn: "5xx,maybe" } }`),
    'maybe is no condition',
  ],
  [
    'a fault share over 100',
    http(`{ ${route}, fault: { delay: { percentage: { value: 101 }, fixedDelay: 1s } } }`),
    '101 is not a percentage',
  ],
  [
    'a delay of no length',
    http(`{ ${route}, fault: { delay: { percentage: { value: 1 } } } }`),
    'a delay says how long it is',
  ],
  [
    'a bad abort status',
    http(`{ ${route}, fault: { abort: { httpStatus: 20 } } }`),
    '20 is not an HTTP status',
  ],
  [
    'a bad gRPC status',
    http(`{ ${route}, fault: { abort: { grpcStatus: NOPE } } }`),
    'NOPE is not a gRPC status',
  ],
  ['a bad regex', http(`{ match: [{ uri: { regex: "a(" } }], ${route} }`), 'a( is not a regular expression'],
  ['a lookahead', http(`{ match: [{ uri: { regex: "(?!a)b" } }], ${route} }`), 'looks ahead or behind'],
  ['an empty prefix', http(`{ match: [{ uri: { prefix: "" } }], ${route} }`), 'an empty prefix'],
  [
    'mirror and mirrors',
    http(`{ ${route}, mirror: { host: a }, mirrors: [{ destination: { host: b } }] }`),
    'mirror and mirrors cannot be set together',
  ],
  [
    'sniHosts outside the hosts',
    `{ hosts: [a.com], tls: [{ match: [{ sniHosts: [b.com] }], ${route} }] }`,
    'b.com is not within the hosts',
  ],
  ['tls without a match', `{ hosts: [a.com], tls: [{ ${route} }] }`, 'a tls route needs a match'],
  [
    'exportTo * with others',
    `{ hosts: [a], exportTo: ["*", b], http: [{ ${route} }] }`,
    '* and ~ stand for all and none',
  ],
  ['a bad redirect code', http('{ redirect: { uri: /, redirectCode: 200 } }'), '200 is not a redirect'],
])('%s is refused', (_name, spec, text) => {
  expect(judge('VirtualService', spec).errors.join('\n')).toContain(text);
});

test.each([
  [
    'a try longer than the timeout',
    http(`{ ${route}, timeout: 1s, retries: { attempts: 1, perTryTimeout: 2s } }`),
    'longer than the rule',
  ],
])('%s is warned of', (_name, spec, text) => {
  const verdict = judge('VirtualService', spec);
  expect(verdict.errors).toEqual([]);
  expect(verdict.warnings.join('\n')).toContain(text);
});
