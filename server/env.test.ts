import { expect, test } from 'vitest';
import { parseSettings } from './env.ts';

const kubeconfig = `
current-context: admin
contexts:
  - { name: admin, context: { cluster: demo, user: admin } }
  - { name: broken, context: { cluster: absent, user: admin } }
  - { name: plain, context: { cluster: plain, user: admin } }
clusters:
  - { name: demo, cluster: { server: "https://127.0.0.1:6443" } }
  - { name: plain, cluster: { server: "http://127.0.0.1:8080" } }
users: [{ name: admin, user: { token: secret-token } }]
`;
const files: Record<string, string> = {
  '/kube': kubeconfig,
  '/no-yaml': '{{{',
  '/empty': 'apiVersion: v1',
  '/ca': '-----BEGIN CERTIFICATE-----\n',
  '/token': 'from-file\n',
  '/home/me/.kube/config': kubeconfig,
  '/tolerances.yaml': '- namespace: bank\n  tolerance: [{ code: 5XX, degraded: 0, failure: 1 }]\n',
  '/rails.yaml': 'maxStep: 10\nlatencyRatio: 1.5\n',
  '/wrong.yaml': '- tolerance: [{ code: 5XX, degraded: much, failure: 1 }]\n',
};
const readFile = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return text;
};
const base = { KUBECONFIG: '/kube', PROMETHEUS_URL: 'http://prometheus:9090/base/' };
const parse = (env: Record<string, string | undefined>) => parseSettings({ ...base, ...env }, readFile);
const value = (env: Record<string, string | undefined> = {}) => {
  const result = parse(env);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

test('little has to be set', () => {
  expect(value()).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    auth: 'local',
    cluster: 'Kubernetes',
    istioNamespace: 'istio-system',
    kube: { source: 'kubeconfig', paths: ['/kube'], context: 'admin' },
    prom: {
      url: 'http://prometheus:9090/base',
      auth: { kind: 'none' },
      refreshInterval: 10,
      scrapeInterval: null,
    },
  });
});

test('what health tolerates is read from a file, and a wrong one is named with its place', () => {
  expect(value().toleranceRules).toEqual([]);
  const [rule] = value({ WEFT_TOLERANCES_FILE: '/tolerances.yaml' }).toleranceRules;
  expect(rule?.namespace?.test('bank')).toBe(true);
  expect(rule?.tolerances).toMatchObject([{ rule: '5XX', degraded: 0, failing: 0.01 }]);
  const errors = ['/wrong.yaml', '/absent.yaml'].map((file) => {
    const parsed = parse({ WEFT_TOLERANCES_FILE: file });
    return parsed.ok ? null : parsed.error;
  });
  expect(errors[0]).toContain('WEFT_TOLERANCES_FILE: /wrong.yaml: 0.tolerance.0.degraded: ');
  expect(errors[1]).toContain('WEFT_TOLERANCES_FILE: /absent.yaml cannot be read');
});

test('what a canary is held to is read from a file, and a wrong one is named with its place', () => {
  expect(value().guardRails).toMatchObject({ maxStep: 25, latencyRatio: 1.2, minimumRequests: 200 });
  expect(value({ WEFT_GUARD_RAILS_FILE: '/rails.yaml' }).guardRails).toMatchObject({
    maxStep: 10,
    latencyRatio: 1.5,
    minimumRequests: 200,
  });
  const parsed = parse({ WEFT_GUARD_RAILS_FILE: '/wrong.yaml' });
  expect(parsed.ok ? '' : parsed.error).toMatch(
    /^WEFT_GUARD_RAILS_FILE: \/wrong.yaml: .*: write some of errorBudget, /,
  );
});

test.each([
  [{ PROMETHEUS_BEARER_TOKEN: 't' }, { auth: { kind: 'bearer', token: 't' } }],
  [{ PROMETHEUS_BEARER_TOKEN_FILE: '/token' }, { auth: { kind: 'bearer-file', path: '/token' } }],
  [
    { PROMETHEUS_USERNAME: 'u', PROMETHEUS_PASSWORD: 'p' },
    { auth: { kind: 'basic', username: 'u', password: 'p' } },
  ],
  [
    { PROMETHEUS_HEADERS: 'X-Scope-OrgID: mesh\nX-Other: a: b' },
    { headers: { 'X-Scope-OrgID': 'mesh', 'X-Other': 'a: b' } },
  ],
  [{ PROMETHEUS_HEADERS: '{"X-Scope-OrgID":"mesh"}' }, { headers: { 'X-Scope-OrgID': 'mesh' } }],
  [{ PROMETHEUS_SCOPE: 'mesh=a=b' }, { scope: [{ label: 'mesh', value: 'a=b' }] }],
  [{ PROMETHEUS_CA_FILE: '/ca' }, { ca: files['/ca'] }],
  [
    { WEFT_SCRAPE_INTERVAL: '5', WEFT_REFRESH_SECONDS: '30' },
    { scrapeInterval: 5, refreshInterval: 30 },
  ],
])('%j', (env, expected) => {
  expect(value(env).prom).toMatchObject(expected);
});

test('without KUBECONFIG: the home folder’s, then the pod’s service account', () => {
  expect(value({ KUBECONFIG: undefined, HOME: '/home/me' }).kube).toMatchObject({
    paths: ['/home/me/.kube/config'],
  });
  expect(value({ KUBECONFIG: '', HOME: '/nobody', KUBERNETES_SERVICE_HOST: '10.0.0.1' }).kube).toEqual({
    source: 'in-cluster',
  });
});

test('names of hosts lose port and case', () => {
  expect(value({ WEFT_ALLOWED_HOSTS: 'Weft.example:8443, other' }).allowedHosts).toEqual([
    'weft.example',
    'other',
  ]);
});

test.each([
  ['KUBECONFIG', { KUBECONFIG: '/absent' }, /\/absent.*ENOENT/],
  ['KUBECONFIG', { KUBECONFIG: '/no-yaml' }, /\/no-yaml/],
  ['WEFT_CONTEXT', { KUBECONFIG: '/empty' }, /no current context/],
  ['KUBECONFIG', { KUBECONFIG: undefined }, /not a pod/],
  ['WEFT_CONTEXT', { WEFT_CONTEXT: 'nowhere' }, /nowhere.*admin, broken, plain/],
  ['KUBECONFIG', { WEFT_CONTEXT: 'broken' }, /cluster absent/],
  ['KUBECONFIG', { WEFT_CONTEXT: 'plain' }, /without TLS/],
  ['PROMETHEUS_URL', { PROMETHEUS_URL: undefined }, /not set/],
  ['PROMETHEUS_URL', { PROMETHEUS_URL: 'prometheus:9090' }, /http:\/\/host:port/],
  ['PROMETHEUS_URL', { PROMETHEUS_URL: 'http://u:p@host' }, /PROMETHEUS_USERNAME/],
  ['PROMETHEUS_URL', { PROMETHEUS_URL: 'http://host/?a=b' }, /query/],
  [
    'PROMETHEUS_BEARER_TOKEN',
    { PROMETHEUS_BEARER_TOKEN: 't', PROMETHEUS_USERNAME: 'u', PROMETHEUS_PASSWORD: 'p' },
    /PROMETHEUS_USERNAME/,
  ],
  [
    'PROMETHEUS_BEARER_TOKEN',
    { PROMETHEUS_BEARER_TOKEN: 't', PROMETHEUS_BEARER_TOKEN_FILE: '/token' },
    /unset one/,
  ],
  ['PROMETHEUS_USERNAME', { PROMETHEUS_USERNAME: 'u' }, /PROMETHEUS_PASSWORD/],
  ['PROMETHEUS_BEARER_TOKEN_FILE', { PROMETHEUS_BEARER_TOKEN_FILE: '/absent' }, /cannot be read/],
  ['PROMETHEUS_CA_FILE', { PROMETHEUS_CA_FILE: '/token' }, /PEM/],
  ['PROMETHEUS_HEADERS', { PROMETHEUS_HEADERS: 'no colon' }, /Name: value/],
  ['PROMETHEUS_SCOPE', { PROMETHEUS_SCOPE: 'mesh' }, /label=value/],
  ['WEFT_PORT', { WEFT_PORT: '70000' }, /65535/],
  ['WEFT_PORT', { WEFT_PORT: 'web' }, /65535/],
  ['WEFT_REFRESH_SECONDS', { WEFT_REFRESH_SECONDS: '0' }, /from 1/],
  ['WEFT_AUTH', { WEFT_AUTH: 'open' }, /local nor token/],
  ['WEFT_AUTH', { WEFT_HOST: '0.0.0.0' }, /WEFT_AUTH=token/],
  ['WEFT_LOG_LEVEL', { WEFT_LOG_LEVEL: 'loud' }, /info/],
])('%s is named, in one line with a cure: %j', (name, env, says) => {
  const result = parse(env);
  const line = result.ok ? '' : result.error;
  expect(line).toMatch(says);
  expect(line).toContain(name);
  expect(line).not.toContain('\n');
  expect(line).not.toContain('secret-token');
});

test('local on another loopback address is fine, token on any', () => {
  expect(value({ WEFT_HOST: '::1' }).host).toBe('::1');
  expect(value({ WEFT_HOST: '0.0.0.0', WEFT_AUTH: 'token' }).auth).toBe('token');
});

test('findings to be silent about are read, or the setting is named with the cure', () => {
  expect(value().silences).toEqual([]);
  expect(value({ WEFT_SUPPRESS: 'IST0102, IST0103=Pod *.testing' }).silences).toMatchObject([
    { code: 'IST0102', object: '*' },
    { code: 'IST0103', object: 'Pod *.testing' },
  ]);
  const wrong = parse({ WEFT_SUPPRESS: 'everything' });
  expect(wrong.ok ? '' : wrong.error).toMatch(
    /^WEFT_SUPPRESS: "everything" does not begin with a code.*write/,
  );
});

test('changes are kept under the folder for state unless set otherwise; another database is refused', () => {
  expect(value({ HOME: '/home/me' }).history).toEqual({
    setting: null,
    stateFolder: '/home/me/.local/state',
  });
  expect(value({ HOME: '/home/me', XDG_STATE_HOME: '/state' }).history.stateFolder).toBe('/state');
  expect(value({ WEFT_HISTORY: '/data/history.db' }).history).toEqual({
    setting: '/data/history.db',
    stateFolder: null,
  });
  expect(value({ WEFT_HISTORY: 'postgres://me@db/weft' }).history.setting).toBe('postgres://me@db/weft');
  expect(parse({ WEFT_HISTORY: 'mysql://me:secret@db/weft' })).toMatchObject({
    error:
      'WEFT_HISTORY is an address of something else than PostgreSQL: set it to postgres://…, the path of a file, or :memory:.',
  });
});

test('a trace backend is set by its address, and its credentials are like those of Prometheus', () => {
  expect(value().traces).toBeNull();
  expect(
    value({
      WEFT_TRACES: 'https://tempo:3200/base/',
      WEFT_TRACES_BEARER_TOKEN_FILE: '/token',
      WEFT_TRACES_HEADERS: 'X-Scope-OrgID: mesh',
      WEFT_TRACES_LINK: 'https://jaeger.example/trace/{traceId}',
    }).traces,
  ).toEqual({
    url: 'https://tempo:3200/base',
    kind: null,
    link: 'https://jaeger.example/trace/{traceId}',
    auth: { kind: 'bearer-file', path: '/token' },
    ca: null,
    headers: { 'X-Scope-OrgID': 'mesh' },
  });
});

test.each([
  [{ WEFT_TRACES: 'jaeger:16686' }, /^WEFT_TRACES is not an http or https URL/],
  [{ WEFT_TRACES: 'http://me:secret@jaeger' }, /move them to WEFT_TRACES_USERNAME and WEFT_TRACES_PASSWORD/],
  [{ WEFT_TRACES: 'http://a', WEFT_TRACES_KIND: 'zipkin' }, /^WEFT_TRACES_KIND is neither jaeger nor tempo/],
  [{ WEFT_TRACES_LINK: 'https://jaeger.example/' }, /^WEFT_TRACES_LINK .*\{traceId\}/],
  [{ WEFT_TRACES: 'http://a', WEFT_TRACES_PASSWORD: 'secret' }, /^WEFT_TRACES_PASSWORD is set without/],
  [{ WEFT_TRACES: 'http://a', WEFT_TRACES_CA_FILE: '/empty' }, /^WEFT_TRACES_CA_FILE: \/empty holds no PEM/],
])('a wrong setting of traces is named: %o', (env, says) => {
  const result = parse(env);
  expect(result.ok ? null : result.error).toMatch(says);
  expect(result.ok ? null : result.error).not.toContain('secret@');
});
