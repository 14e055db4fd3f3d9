import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import { gatewayApiTemplates } from './gateway-api-templates.ts';
import { istioTemplates } from './istio-templates.ts';
import type { TemplateNames } from './template-names.ts';

const templates = { ...istioTemplates, ...gatewayApiTemplates };

/** A kind of Istio or of the Gateway API: what can be created here. */
export type TemplateKind = keyof typeof templates;

const isTemplateKind = (kind: KindName): kind is TemplateKind => Object.hasOwn(templates, kind);

/** Every kind that has a template, by name. */
export const templateKinds: readonly TemplateKind[] = Object.keys(templates)
  .filter((key): key is TemplateKind => Object.hasOwn(templates, key))
  .sort();

/**
 * The YAML that a new object of a kind starts as; null for kinds of neither Istio nor the Gateway API. `version` is one that the
 * API server serves (`v1`). What it names (a Service, a Gateway) need not be there: the findings say so.
 */
export function template(kind: KindName, names: TemplateNames, version: string): string | null {
  if (!isTemplateKind(kind)) return null;
  const { group, kind: written, namespaced } = kinds[kind];
  const spec = templates[kind](names).split('\n');
  return [
    `apiVersion: ${group}/${version}`,
    `kind: ${written}`,
    'metadata:',
    `  name: ${names.name}`,
    ...(namespaced ? [`  namespace: ${names.namespace}`] : []),
    'spec:',
    ...spec.map((line) => (line === '' ? line : `  ${line}`)),
    '',
  ].join('\n');
}
