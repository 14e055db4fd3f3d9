import type { Finding } from '#lib/core/finding.ts';
import type { ValidateOptions } from './options.ts';

/** Findings on objects of the namespaces that `--namespace` names, and on these themselves; all where it names none. */
export function askedFor(
  findings: readonly Finding[],
  namespaces: ValidateOptions['namespaces'],
): readonly Finding[] {
  if (namespaces === null) return findings;
  return findings.filter(({ object: { kind, namespace, name } }) =>
    namespaces.has(namespace ?? (kind === 'Namespace' ? name : '')),
  );
}
