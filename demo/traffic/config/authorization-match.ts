import type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationRule,
  AuthorizationSource,
} from '#lib/istio/security-types.ts';

/** A request as it stands before the callee's proxy. */
export interface ArrivedRequest {
  readonly protocol: 'http' | 'grpc' | 'tcp';
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly port: number;
  /** `cluster.local/ns/shop/sa/cart` as the client certificate proved it; null over plain text. */
  readonly principal: string | null;
  /** `issuer/subject` of an accepted token. */
  readonly requestPrincipal: string | null;
  readonly audiences: readonly string[];
}

type Test = (request: ArrivedRequest) => boolean;
/** `http`: the field means nothing on a plain TCP connection. */
type Field = { readonly test: Test; readonly http: boolean };

/** Istio's string match of policies: exact, `prefix*`, `*suffix`, and `*` for anything that is there. */
function matchesPattern(pattern: string, value: string): boolean {
  if (pattern === '*') return value !== '';
  if (pattern.endsWith('*')) return value.startsWith(pattern.slice(0, -1));
  return pattern.startsWith('*') ? value.endsWith(pattern.slice(1)) : pattern === value;
}

function field(
  http: boolean,
  read: (request: ArrivedRequest) => string | null,
  values: readonly string[] | undefined,
  notValues: readonly string[] | undefined,
): Field[] {
  const among = (list: readonly string[]) => (request: ArrivedRequest) => {
    const value = read(request);
    return value !== null && list.some((pattern) => matchesPattern(pattern, value));
  };
  const fields: Field[] = [];
  if (values !== undefined) fields.push({ test: among(values), http });
  if (notValues !== undefined) {
    const excluded = among(notValues);
    fields.push({ test: (request) => !excluded(request), http });
  }
  return fields;
}

const part = (principal: string | null, at: number): string | null => principal?.split('/')[at] ?? null;
const namespaceOfPrincipal = (request: ArrivedRequest) => part(request.principal, 2);

/** `ns/name` of a service account, `name` alone meaning the policy's namespace. */
function accountField(source: AuthorizationSource, namespace: string): Field[] {
  const full = (names: readonly string[] | undefined) =>
    names?.map((name) => (name.includes('/') ? name : `${namespace}/${name}`));
  const read = ({ principal }: ArrivedRequest) =>
    principal === null ? null : `${part(principal, 2)}/${part(principal, 4)}`;
  return field(false, read, full(source.serviceAccounts), full(source.notServiceAccounts));
}

function sourceFields(source: AuthorizationSource, namespace: string): Field[] {
  return [
    ...field(false, (r) => r.principal, source.principals, source.notPrincipals),
    ...field(false, namespaceOfPrincipal, source.namespaces, source.notNamespaces),
    ...field(true, (r) => r.requestPrincipal, source.requestPrincipals, source.notRequestPrincipals),
    ...accountField(source, namespace),
  ];
}

function operationFields(operation: AuthorizationOperation): Field[] {
  return [
    ...field(true, (r) => r.host, operation.hosts, operation.notHosts),
    ...field(false, (r) => String(r.port), operation.ports, operation.notPorts),
    ...field(true, (r) => r.method, operation.methods, operation.notMethods),
    ...field(true, (r) => r.path.split('?')[0] ?? '', operation.paths, operation.notPaths),
  ];
}

function conditionFields({ key = '', values, notValues }: AuthorizationCondition): Field[] {
  const header = /^request\.headers\[(.+)\]$/.exec(key)?.[1]?.toLowerCase();
  if (header !== undefined) {
    const read = (r: ArrivedRequest) =>
      Object.entries(r.headers).find(([name]) => name.toLowerCase() === header)?.[1] ?? null;
    return field(true, read, values, notValues);
  }
  const readers: Readonly<Record<string, readonly [boolean, (r: ArrivedRequest) => string | null]>> = {
    'source.principal': [false, (r) => r.principal],
    'source.namespace': [false, namespaceOfPrincipal],
    'destination.port': [false, (r) => String(r.port)],
    'request.auth.principal': [true, (r) => r.requestPrincipal],
    'request.auth.audiences': [true, (r) => r.audiences[0] ?? null],
    'request.auth.claims[iss]': [true, (r) => part(r.requestPrincipal, 0)],
  };
  const known = readers[key];
  // An attribute that the simulation has no value for is one the request does not have.
  return known === undefined
    ? field(true, () => null, values, notValues)
    : field(...known, values, notValues);
}

/**
 * Whether a rule takes the request: one of `from`, one of `to` and all of `when`. On TCP a field of HTTP makes an ALLOW
 * rule match nothing, and is left out of a DENY rule (istio.io, authorization policy, "dependency on protocol").
 */
export function ruleMatches(
  rule: AuthorizationRule,
  request: ArrivedRequest,
  deny: boolean,
  namespace: string,
): boolean {
  const holds = (fields: readonly Field[]) =>
    fields.every(({ test, http }) => (http && request.protocol === 'tcp' ? deny : test(request)));
  const { from = [], to = [], when = [] } = rule;
  return (
    (from.length === 0 || from.some(({ source }) => holds(sourceFields(source ?? {}, namespace)))) &&
    (to.length === 0 || to.some(({ operation }) => holds(operationFields(operation ?? {})))) &&
    when.every((condition) => holds(conditionFields(condition)))
  );
}
