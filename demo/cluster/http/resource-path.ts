/** A request path that names resources, taken apart the way the API server's RequestInfo does. */
export interface ResourcePath {
  group: string;
  version: string;
  plural: string;
  /** Empty: cluster-scoped, or across all namespaces. */
  namespace: string;
  /** Empty: the whole collection. */
  name: string;
  /** Empty, or all that follows the name: `status`, `log`, `portforward`. */
  subresource: string;
}

const namespaceSubresources = ['status', 'finalize'];

/** Null for a path that names no resource: discovery, health and the like. */
export function parseResourcePath(path: string): ResourcePath | null {
  const segments = path.split('/').slice(1).map(decodeURIComponent);
  if (segments.at(-1) === '') segments.pop();
  const core = segments[0] === 'api';
  if (!core && segments[0] !== 'apis') return null;
  const [group, version, rest] = core
    ? ['', segments[1], segments.slice(2)]
    : [segments[1], segments[2], segments.slice(3)];
  const first = rest[0];
  if (group === undefined || version === undefined || first === undefined) return null;
  const base = { group, version };
  if (first !== 'namespaces' || group !== '') {
    if (first !== 'namespaces' || rest.length < 3) return { ...base, namespace: '', ...tail(rest) };
  }
  const namespace = rest[1];
  if (namespace === undefined) return { ...base, namespace: '', ...tail(rest) };
  const third = rest[2];
  if (third === undefined || namespaceSubresources.includes(third)) {
    return { ...base, namespace, ...tail(rest) };
  }
  return { ...base, namespace, ...tail(rest.slice(2)) };
}

function tail(segments: readonly string[]): Pick<ResourcePath, 'plural' | 'name' | 'subresource'> {
  const [plural = '', name = '', ...more] = segments;
  return { plural, name, subresource: more.join('/') };
}

/** The verb that RBAC knows a request by. */
export function verbOf(method: string, name: string, isWatch: boolean): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (isWatch) return 'watch';
      return name === '' ? 'list' : 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      return method.toLowerCase();
  }
}
