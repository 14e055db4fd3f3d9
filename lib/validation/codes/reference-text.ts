import type { FindingArgs } from './code-info.ts';

/**
 * What a reference of IST0101 is to. `name` is what is written; a subset has its `host` beside it, a port its `host`; a host
 * that is there but hidden has its `owner`, a namespace.
 */
export type ReferenceKind =
  | 'host'
  | 'mirror host'
  | 'port'
  | 'subset'
  | 'mirror subset'
  | 'gateway'
  | 'selector'
  | 'credential'
  | 'namespace';

/** The text of IST0101. */
export function referenceText({ what = 'reference', name = '', host = '', owner }: FindingArgs): string {
  if (owner !== undefined)
    return `The ${what} "${name}" of namespace ${owner} is not exported to those who use this route.`;
  switch (what) {
    case 'port':
      return `Host "${host}" has no port ${name}.`;
    case 'subset':
    case 'mirror subset':
      return `No DestinationRule defines the subset "${name}" of "${host}".`;
    case 'selector':
      return `No pod has the labels ${name}.`;
    case 'credential':
      return `The Secret "${name}" does not exist where the pods of the gateway are.`;
    case 'namespace':
      return `No namespace is named "${name}".`;
    default:
      return `The ${what} "${name}" does not exist.`;
  }
}
