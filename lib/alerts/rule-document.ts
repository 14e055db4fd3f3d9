import { stringify } from 'yaml';
import type { AlertRule } from './alert-rule.ts';
import type { AlertSubject } from './alert-subject.ts';

interface RuleGroup {
  readonly name: string;
  readonly rules: readonly AlertRule[];
}

/** The object that the Prometheus Operator reads: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule */
export interface PrometheusRule {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PrometheusRule';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly groups: readonly RuleGroup[] };
}

/** A name for an object and a group, made from those of the ends: a DNS label, which none of theirs need be. */
export function ruleName({ edge, source, target }: AlertSubject, about: string): string {
  const ends = [source.name, target.name, about].map((part) =>
    part.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  );
  const whole = `weft-${ends.join('-')}`.replaceAll(/-+/g, '-');
  const mark = fingerprint(`${edge.id} ${about}`);
  return `${whole.slice(0, 63 - 1 - mark.length).replace(/-+$/, '')}-${mark}`;
}

/** Tells edges apart whose ends have the same names (FNV-1a). No secret. */
function fingerprint(text: string): string {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return (sum >>> 0).toString(36);
}

const groupsOf = (name: string, rule: AlertRule): readonly RuleGroup[] => [{ name, rules: [rule] }];

/** The rule as an object of the Prometheus operator. */
export function prometheusRule(
  name: string,
  rule: AlertRule,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
): PrometheusRule {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name, namespace, ...(Object.keys(labels).length === 0 ? {} : { labels }) },
    spec: { groups: groupsOf(name, rule) },
  };
}

/** YAML as Go's readers of it want it: a text such as `on` is quoted. */
const yaml = (value: unknown): string => stringify(value, { version: '1.1', lineWidth: 0 });

export const prometheusRuleText = (object: PrometheusRule): string => yaml(object);

/** A file for `rule_files` of a Prometheus without the operator. */
export const ruleFileText = (name: string, rule: AlertRule): string => yaml({ groups: groupsOf(name, rule) });
