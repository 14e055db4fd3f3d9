import type { User } from '../cluster-state.ts';

/** What somebody wants to do, as RBAC sees it. */
export type Attributes =
  | {
      kind: 'resource';
      user: User;
      verb: string;
      group: string;
      resource: string;
      subresource: string;
      /** Empty: in no namespace, or in all of them. */
      namespace: string;
      name: string;
    }
  | { kind: 'path'; user: User; verb: string; path: string };

/** The reason text of a refusal, without the resource that the caller puts before it. */
export function denialText(attributes: Attributes): string {
  const user = `User ${JSON.stringify(attributes.user.name)} cannot ${attributes.verb}`;
  if (attributes.kind === 'path') return `${user} path ${JSON.stringify(attributes.path)}`;
  const { resource, subresource, group, namespace } = attributes;
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`;
  return `${user} resource ${JSON.stringify(full)} in API group ${JSON.stringify(group)} ${scope}`;
}
