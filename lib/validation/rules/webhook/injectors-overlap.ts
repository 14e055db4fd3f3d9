import type { Finding } from '#lib/core/finding.ts';
import { matchesSelector } from '#lib/k8s/selector.ts';
import type { Webhook, WebhookConfiguration } from '#lib/k8s/workload-types.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Rule } from '../../rule.ts';

type Labels = Readonly<Record<string, string>>;

interface Placed {
  readonly configuration: WebhookConfiguration;
  readonly webhook: Webhook;
  readonly path: string;
}

/** Injection webhooks that would inject the same pod, or that call a Service which is not there (webhook.Analyzer). */
export const injectorsOverlap: Rule = {
  name: 'webhook/injectors-overlap',
  codes: ['IST0139'],
  reads: ['MutatingWebhookConfiguration', 'Service'],
  *check(cluster) {
    const finding = ({ configuration, path }: Placed, why: string): Finding =>
      findingOf(
        { code: 'IST0139', path, args: { why } },
        refOf(cluster, 'MutatingWebhookConfiguration', configuration),
      );
    const placed = [...objects(cluster, 'MutatingWebhookConfiguration')]
      .filter((one) => revisionsOf(one).length > 0 || isIstios(one))
      .flatMap((configuration) =>
        (configuration.webhooks ?? []).map(
          (webhook, i): Placed => ({ configuration, webhook, path: `webhooks[${i}]` }),
        ),
      );
    for (const [one, others] of overlaps(placed)) {
      const names = [...others].map(
        ({ configuration, webhook }) => `${configuration.metadata.name}/${webhook.name}`,
      );
      yield finding(one, `injects pods that ${names.join(', ')} injects too`);
    }
    for (const one of placed) {
      const { namespace = '', name = '' } = one.webhook.clientConfig?.service ?? {};
      if (name === '' || objectAt(cluster, 'Service', namespace, name) !== null) continue;
      yield finding(one, `calls the Service ${namespace}/${name}, which does not exist`);
    }
  },
};

const isIstios = ({ webhooks = [] }: WebhookConfiguration): boolean =>
  webhooks.some(({ name }) => name.endsWith('istio.io'));

const revisionLabel = 'istio.io/rev';

/** The revisions that a configuration and its selectors speak of. */
function revisionsOf({ metadata, webhooks = [] }: WebhookConfiguration): readonly string[] {
  const selectors = webhooks.flatMap(({ namespaceSelector, objectSelector }) => [
    namespaceSelector ?? {},
    objectSelector ?? {},
  ]);
  return [
    metadata.labels?.[revisionLabel],
    ...selectors.flatMap(({ matchLabels, matchExpressions = [] }) => [
      matchLabels?.[revisionLabel],
      ...matchExpressions.flatMap(({ key, values = [] }) => (key === revisionLabel ? values : [])),
    ]),
  ].filter((revision) => revision !== undefined);
}

/** Webhooks that select the same kind of pod in the same kind of namespace, by the labels that injection goes by. */
function overlaps(placed: readonly Placed[]): Map<Placed, Set<Placed>> {
  const revisions = [...new Set(placed.flatMap(({ configuration }) => revisionsOf(configuration)))];
  const found = new Map<Placed, Set<Placed>>();
  for (const namespace of cases('istio-injection', ['enabled', 'disabled'], revisions)) {
    for (const object of cases('sidecar.istio.io/inject', ['true', 'false'], revisions)) {
      const selecting = placed.filter(
        ({ webhook: { namespaceSelector = {}, objectSelector = {} } }) =>
          matchesSelector(namespaceSelector, namespace) && matchesSelector(objectSelector, object),
      );
      if (selecting.length < 2) continue;
      for (const one of selecting) {
        const others = found.get(one) ?? new Set();
        for (const other of selecting) if (other !== one) others.add(other);
        found.set(one, others);
      }
    }
  }
  return found;
}

function cases(label: string, values: readonly string[], revisions: readonly string[]): readonly Labels[] {
  const bare: readonly Labels[] = [{}, ...values.map((value) => ({ [label]: value }))];
  return [...bare, ...revisions.flatMap((rev) => bare.map((one) => ({ ...one, [revisionLabel]: rev })))];
}
