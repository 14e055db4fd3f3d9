import type { Ternary } from '#lib/core/ternary.ts';
import { fitsPattern } from '#lib/istio/policy-pattern.ts';
import type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationRule,
  AuthorizationSource,
} from '#lib/istio/security-types.ts';
import { inBlock } from '#lib/k8s/ip-block.ts';
import type { Arrived } from './arrived.ts';

/** What a field of a policy says of a request. */
interface Field {
  readonly name: string;
  /** Whether it means nothing on a connection of which only bytes are seen. */
  readonly http: boolean;
  readonly holds: Ternary;
  readonly why: string;
}

/** Whether a rule takes a request, and the field that says so where it does not. */
export interface RuleMatch {
  readonly result: Ternary;
  readonly why: string;
  /** Place below the rule; empty for the rule as a whole. */
  readonly field: string;
}

const taken: RuleMatch = { result: true, why: '', field: '' };

/**
 * One of `from`, one of `to` and all of `when`. Where only bytes are seen a field of HTTP makes a rule of ALLOW match nothing and is
 * left out of one of DENY or CUSTOM (istio.io, authorization policy, dependency on protocols). `own` is the policy's namespace.
 */
export function matchRule(
  rule: AuthorizationRule,
  arrived: Arrived,
  strict: boolean,
  own: string,
): RuleMatch {
  const { from = [], to = [], when = [] } = rule;
  const some = (lists: readonly (readonly Field[])[], name: string, inner: string) =>
    lists.length === 0
      ? taken
      : best(lists.map((fields, i) => every(fields, arrived, strict, `${name}[${i}].${inner}`)));
  const parts = [
    some(
      from.map(({ source }) => sourceFields(source ?? {}, arrived, own)),
      'from',
      'source',
    ),
    some(
      to.map(({ operation }) => operationFields(operation ?? {}, arrived)),
      'to',
      'operation',
    ),
    ...when.map((condition, i) => every(conditionFields(condition, arrived), arrived, strict, `when[${i}]`)),
  ];
  return parts.find(({ result }) => result === false) ?? parts.find(({ result }) => result === null) ?? taken;
}

/** Of several, one of which is enough. */
function best(all: readonly RuleMatch[]): RuleMatch {
  const open = all.find(({ result }) => result === true) ?? all.find(({ result }) => result === null);
  if (open !== undefined) return open;
  const why = [...new Set(all.map((each) => each.why))].join('; ');
  return {
    result: false,
    why,
    field: all.length === 1 ? (all[0]?.field ?? '') : (all[0]?.field.split('[')[0] ?? ''),
  };
}

function every(fields: readonly Field[], { stream }: Arrived, strict: boolean, at: string): RuleMatch {
  const looked = fields.map(
    (each): Field =>
      each.http && stream
        ? { ...each, holds: strict, why: `${each.name} is of HTTP, and only bytes are seen here` }
        : each,
  );
  const failing = looked.find(({ holds }) => holds === false) ?? looked.find(({ holds }) => holds === null);
  return failing === undefined
    ? taken
    : { result: failing.holds, why: failing.why, field: `${at}.${failing.name}` };
}

type Names = readonly string[] | undefined;

/** `values` is what the request has of it, null where that is not known; the field and its negation, as far as they are written. */
function both(
  name: string,
  label: string,
  http: boolean,
  values: readonly string[] | null,
  [wanted, unwanted]: readonly [Names, Names],
  fits: (pattern: string, value: string) => Ternary = fitsPattern,
): readonly Field[] {
  const among = (list: readonly string[]): Ternary => {
    if (values === null) return null;
    const results = list.flatMap((pattern) => values.map((value) => fits(pattern, value)));
    return results.includes(true) ? true : results.includes(null) ? null : false;
  };
  const has = values === null ? 'not known' : values.length === 0 ? 'absent' : values[0];
  const notName = `not${name[0]?.toUpperCase()}${name.slice(1)}`;
  const excluded = unwanted === undefined ? null : among(unwanted);
  return [
    ...(wanted === undefined || wanted.length === 0
      ? []
      : [{ name, http, holds: among(wanted), why: `${label} is ${has}, not ${wanted.join(' or ')}` }]),
    ...(unwanted === undefined || unwanted.length === 0
      ? []
      : [
          {
            name: notName,
            http,
            holds: excluded === null ? null : !excluded,
            why: `${label} is ${has}, which ${notName} leaves out`,
          },
        ]),
  ];
}

const partOf = (at: number) => (principal: string) => principal.split('/')[at] ?? '';
const namespacesOf = ({ principals }: Arrived): readonly string[] => [...new Set(principals.map(partOf(2)))];
const accountsOf = ({ principals }: Arrived): readonly string[] => [
  ...new Set(principals.map((each) => `${partOf(2)(each)}/${partOf(4)(each)}`)),
];
const tokenPrincipal = ({ token }: Arrived): readonly string[] =>
  token === null ? [] : [`${token.issuer}/${token.subject}`];

function sourceFields(source: AuthorizationSource, arrived: Arrived, own: string): readonly Field[] {
  const full = (names: Names) => names?.map((name) => (name.includes('/') ? name : `${own}/${name}`));
  return [
    ...both('principals', 'the caller', false, arrived.principals, [source.principals, source.notPrincipals]),
    ...both('namespaces', 'the namespace of the caller', false, namespacesOf(arrived), [
      source.namespaces,
      source.notNamespaces,
    ]),
    ...both('serviceAccounts', 'the service account of the caller', false, accountsOf(arrived), [
      full(source.serviceAccounts),
      full(source.notServiceAccounts),
    ]),
    ...both('requestPrincipals', 'the token', true, tokenPrincipal(arrived), [
      source.requestPrincipals,
      source.notRequestPrincipals,
    ]),
    ...both(
      'ipBlocks',
      'the address of the caller',
      false,
      arrived.addresses,
      [source.ipBlocks, source.notIpBlocks],
      inBlock,
    ),
    ...both(
      'remoteIpBlocks',
      'the address of the client',
      true,
      null,
      [source.remoteIpBlocks, source.notRemoteIpBlocks],
      inBlock,
    ),
  ];
}

function operationFields(operation: AuthorizationOperation, arrived: Arrived): readonly Field[] {
  return [
    ...both('hosts', 'the host', true, [arrived.host], [operation.hosts, operation.notHosts], fitsHost),
    ...both('ports', 'the port', false, [String(arrived.port)], [operation.ports, operation.notPorts]),
    ...both('methods', 'the method', true, [arrived.method], [operation.methods, operation.notMethods]),
    ...both(
      'paths',
      'the path',
      true,
      [arrived.path.split(/[?#]/)[0] ?? ''],
      [operation.paths, operation.notPaths],
      fitsPath,
    ),
  ];
}

/** Hosts are compared without regard to case, with and without a port. */
const fitsHost = (pattern: string, host: string): boolean =>
  fitsPattern(pattern.toLowerCase(), host.toLowerCase()) ||
  fitsPattern(pattern.toLowerCase(), host.toLowerCase().replace(/:\d+$/, ''));

/** A path may be a template: `{*}` is one part of it, `{**}` any number (istio.io, Operation.paths). */
function fitsPath(pattern: string, path: string): boolean {
  if (!pattern.includes('{')) return fitsPattern(pattern, path);
  const parts = pattern
    .split(/(\{\*\*?\})/)
    .map((part) =>
      part === '{*}' ? '[^/]+' : part === '{**}' ? '.*' : part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'),
    );
  return new RegExp(`^${parts.join('')}$`).test(path);
}

function conditionFields(
  { key = '', values, notValues }: AuthorizationCondition,
  arrived: Arrived,
): readonly Field[] {
  const { http, found, fits } = attribute(key, arrived);
  return both('values', key, http, found, [values, notValues], fits).map((field) => ({
    ...field,
    name: field.name === 'values' ? 'values' : 'notValues',
  }));
}

interface Attribute {
  readonly http: boolean;
  readonly found: readonly string[] | null;
  readonly fits?: (pattern: string, value: string) => Ternary;
}

function attribute(key: string, arrived: Arrived): Attribute {
  const header = /^request\.headers\[(.+)\]$/.exec(key)?.[1]?.toLowerCase();
  if (header !== undefined) return { http: true, found: present(arrived.headers[header]) };
  const claim = /^request\.auth\.claims\[([^\]]+)\]$/.exec(key)?.[1];
  if (claim !== undefined) return { http: true, found: claimOf(arrived, claim) };
  switch (key) {
    case 'source.principal':
      return { http: false, found: arrived.principals };
    case 'source.namespace':
      return { http: false, found: namespacesOf(arrived) };
    case 'source.serviceAccount':
      return { http: false, found: accountsOf(arrived) };
    case 'source.ip':
      return { http: false, found: arrived.addresses, fits: inBlock };
    case 'destination.port':
      return { http: false, found: [String(arrived.port)] };
    case 'request.auth.principal':
      return { http: true, found: tokenPrincipal(arrived) };
    case 'request.auth.audiences':
      return { http: true, found: arrived.token?.audiences ?? [] };
    default:
      // `destination.ip`, `remote.ip`, `connection.sni` and Envoy's own metadata are not simulated.
      return { http: !key.startsWith('destination.'), found: null };
  }
}

const present = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);

function claimOf({ token }: Arrived, claim: string): readonly string[] {
  if (token === null) return [];
  if (claim === 'iss') return [token.issuer];
  if (claim === 'sub') return [token.subject];
  if (claim === 'aud') return token.audiences;
  return present(token.claims[claim]);
}
