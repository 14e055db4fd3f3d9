import { expect, test } from 'vitest';
import { judge } from '../testing/judge.ts';

test.each([
  ['AuthorizationPolicy', '{}', ''],
  ['AuthorizationPolicy', '{ action: DENY, rules: [{}] }', ''],
  [
    'AuthorizationPolicy',
    '{ rules: [{ from: [{ source: { principals: [cluster.local/ns/a/sa/b] } }], to: [{ operation: { methods: [GET], paths: ["/a/{*}"], ports: ["80"] } }], when: [{ key: "request.headers[x]", values: [a] }] }] }',
    '',
  ],
  ['AuthorizationPolicy', '{ action: CUSTOM, provider: { name: ext }, rules: [{}] }', ''],
  ['AuthorizationPolicy', '{ action: DENY }', 'never takes effect'],
  ['AuthorizationPolicy', '{ action: CUSTOM, rules: [{}] }', 'needed where the action is CUSTOM'],
  ['AuthorizationPolicy', '{ provider: { name: a } }', 'taken only where the action is CUSTOM'],
  ['AuthorizationPolicy', '{ rules: [{ from: [] }] }', 'an empty list is not allowed'],
  ['AuthorizationPolicy', '{ rules: [{ from: [{ source: {} }] }] }', 'at least one field is needed'],
  ['AuthorizationPolicy', '{ rules: [{ from: [{ source: { principals: [""] } }] }] }', 'an empty text'],
  [
    'AuthorizationPolicy',
    '{ rules: [{ from: [{ source: { ipBlocks: [10.0.0.0/40] } }] }] }',
    '10.0.0.0/40 is not an address or range',
  ],
  ['AuthorizationPolicy', '{ rules: [{ to: [{ operation: { ports: ["0"] } }] }] }', '0 is not a port'],
  [
    'AuthorizationPolicy',
    '{ rules: [{ to: [{ operation: { paths: ["/{*}/*"] } }] }] }',
    'is not a path template',
  ],
  ['AuthorizationPolicy', '{ rules: [{ when: [{ key: request.headers, values: [a] }] }] }', 'no attribute'],
  ['AuthorizationPolicy', '{ rules: [{ when: [{ key: source.ip }] }] }', 'values or notValues are needed'],
  ['AuthorizationPolicy', '{ selector: { matchLabels: { app: "a*" } } }', 'holds a wildcard'],
  [
    'AuthorizationPolicy',
    '{ selector: {}, targetRefs: [{ kind: Gateway, name: a }] }',
    'only one of selector and targetRefs',
  ],
  ['PeerAuthentication', '{ mtls: { mode: STRICT } }', ''],
  [
    'PeerAuthentication',
    '{ selector: { matchLabels: { app: a } }, portLevelMtls: { 80: { mode: DISABLE } } }',
    '',
  ],
  ['PeerAuthentication', '{ portLevelMtls: { 80: { mode: DISABLE } } }', 'a selector is needed'],
  [
    'PeerAuthentication',
    '{ selector: { matchLabels: { app: a } }, portLevelMtls: { 0: { mode: DISABLE } } }',
    '0 is not a port',
  ],
  ['RequestAuthentication', '{ jwtRules: [{ issuer: a, jwksUri: "https://a/keys" }] }', ''],
  ['RequestAuthentication', `{ jwtRules: [{ issuer: a, jwks: '{"keys":[]}' }] }`, ''],
  ['RequestAuthentication', '{ jwtRules: [{ jwksUri: "https://a" }] }', 'an issuer is needed'],
  [
    'RequestAuthentication',
    '{ jwtRules: [{ issuer: a, jwksUri: "ftp://a" }] }',
    'not an http or https address',
  ],
  ['RequestAuthentication', '{ jwtRules: [{ issuer: a, jwks: nope }] }', 'not a JSON Web Key Set'],
  ['RequestAuthentication', '{ jwtRules: [{ issuer: a, audiences: [""] }] }', 'an audience is empty'],
  [
    'RequestAuthentication',
    '{ jwtRules: [{ issuer: a, fromHeaders: [{ prefix: "Bearer " }] }] }',
    'a header needs a name',
  ],
  [
    'Telemetry',
    '{ tracing: [{ randomSamplingPercentage: 10 }], metrics: [{ overrides: [{ tagOverrides: { a: { value: request.host } } }] }] }',
    '',
  ],
  ['Telemetry', '{ tracing: [{ randomSamplingPercentage: 110 }] }', '110 is not a percentage'],
  [
    'Telemetry',
    '{ metrics: [{ overrides: [{ tagOverrides: { a: { operation: UPSERT } } }] }] }',
    'needed where the tag is set',
  ],
  ['Telemetry', '{ accessLogging: [{ filter: { expression: "" } }] }', 'a filter needs an expression'],
  ['Sidecar', '{ egress: [{ hosts: ["./*", istio-system/*] }] }', ''],
  [
    'Sidecar',
    '{ ingress: [{ port: { number: 80, protocol: HTTP, name: a }, defaultEndpoint: "127.0.0.1:8080" }] }',
    '',
  ],
  ['Sidecar', '{}', 'at least one of egress'],
  ['Sidecar', '{ egress: [{ hosts: [reviews] }] }', 'not of the form namespace/host'],
  [
    'Sidecar',
    '{ egress: [{ hosts: ["./a"] }, { hosts: ["./b"] }] }',
    'only one listener can go without a port',
  ],
  [
    'Sidecar',
    '{ egress: [{ hosts: ["./a"] }, { hosts: ["./b"], port: { number: 80, protocol: HTTP } }] }',
    'comes last',
  ],
  [
    'Sidecar',
    '{ ingress: [{ port: { number: 80, protocol: HTTP }, defaultEndpoint: "10.0.0.1:80" }] }',
    'neither 127.0.0.1:PORT',
  ],
  ['EnvoyFilter', '{ configPatches: [{ applyTo: CLUSTER, patch: { operation: MERGE, value: {} } }] }', ''],
  [
    'EnvoyFilter',
    '{ configPatches: [{ patch: { operation: MERGE, value: {} } }] }',
    'what the patch applies to',
  ],
  [
    'EnvoyFilter',
    '{ configPatches: [{ applyTo: CLUSTER, patch: { operation: MERGE } }] }',
    'needed to MERGE',
  ],
  [
    'EnvoyFilter',
    '{ configPatches: [{ applyTo: CLUSTER, match: { listener: {} }, patch: { operation: REMOVE } }] }',
    'matched by cluster',
  ],
  ['WasmPlugin', '{ url: "oci://a/b" }', ''],
  ['WasmPlugin', '{}', 'an address of the module'],
  ['WasmPlugin', '{ url: "ftp://a" }', 'none of file, http'],
  ['WasmPlugin', '{ url: a, sha256: x }', 'not 64 hexadecimal digits'],
  ['ProxyConfig', '{ concurrency: -1 }', 'must not be negative'],
])('%s %s: %s', (kind, spec, text) => {
  const { errors } = judge(kind, spec);
  if (text === '') expect(errors).toEqual([]);
  else expect(errors.join('\n')).toContain(text);
});

test('a text that reads as a subtraction is warned of', () => {
  const spec = '{ metrics: [{ overrides: [{ tagOverrides: { a: { value: my-value } } }] }] }';
  expect(judge('Telemetry', spec).warnings.join()).toContain('subtracts');
});
