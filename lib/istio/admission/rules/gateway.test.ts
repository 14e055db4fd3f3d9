import { expect, test } from 'vitest';
import { judge } from '../testing/judge.ts';

const server = (text: string, port = '{ number: 443, name: https, protocol: HTTPS }'): string =>
  `{ selector: { istio: ingressgateway }, servers: [{ hosts: ["*"], port: ${port}, ${text} }] }`;
const plain = '{ number: 80, name: http, protocol: HTTP }';

test.each([
  ['plain HTTP', `{ servers: [{ hosts: [a.com, ./b.com, ns/*.c.com], port: ${plain} }] }`],
  ['a redirect to HTTPS', server('tls: { httpsRedirect: true }', plain)],
  ['a credential', server('tls: { mode: SIMPLE, credentialName: cert }')],
  ['passing through', server('tls: { mode: PASSTHROUGH }')],
  ["Istio's own certificates", server('tls: { mode: ISTIO_MUTUAL }')],
])('%s is taken', (_name, spec) => {
  expect(judge('Gateway', spec)).toEqual({ errors: [], warnings: [] });
});

test.each([
  ['no server', '{ selector: {} }', 'at least one server'],
  ['no hosts', `{ servers: [{ hosts: [], port: ${plain} }] }`, 'at least one host'],
  ['a bad host', `{ servers: [{ hosts: [a/b/c], port: ${plain} }] }`, 'neither a host nor namespace/host'],
  [
    'a bad port',
    '{ servers: [{ hosts: [a], port: { number: 0, name: x, protocol: HTTP } }] }',
    '0 is not a port',
  ],
  [
    'a port without name',
    '{ servers: [{ hosts: [a], port: { number: 80, protocol: HTTP } }] }',
    'a port needs a name',
  ],
  [
    'a bad protocol',
    '{ servers: [{ hosts: [a], port: { number: 80, name: x, protocol: FTP } }] }',
    '"FTP" is none of',
  ],
  [
    'a port name twice',
    `{ servers: [{ hosts: [a], port: ${plain} }, { hosts: [b], port: ${plain} }] }`,
    'port name http is used twice',
  ],
  ['HTTPS without TLS', server('bind: 0.0.0.0'), 'a server for HTTPS needs TLS settings'],
  [
    'TLS for plain HTTP',
    server('tls: { mode: SIMPLE, credentialName: a }', plain),
    'takes no TLS settings but httpsRedirect',
  ],
  [
    'a redirect of HTTPS',
    server('tls: { mode: SIMPLE, credentialName: a, httpsRedirect: true }'),
    'only plain HTTP can be redirected',
  ],
  ['no certificate', server('tls: { mode: SIMPLE }'), 'needs a server certificate'],
  [
    'no client certificates',
    server('tls: { mode: MUTUAL, serverCertificate: a, privateKey: b }'),
    'clients are checked by',
  ],
  [
    'versions the wrong way round',
    server(
      'tls: { mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_2 }',
    ),
    'later than maxProtocolVersion',
  ],
])('%s is refused', (_name, spec, text) => {
  expect(judge('Gateway', spec).errors.join('\n')).toContain(text);
});

test('certificates where TLS passes through are warned of', () => {
  expect(judge('Gateway', server('tls: { mode: PASSTHROUGH, credentialName: a }')).warnings).toHaveLength(1);
});
