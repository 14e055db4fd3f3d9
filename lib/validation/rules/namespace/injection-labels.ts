import { isSystemNamespace } from '#lib/istio/control-plane.ts';
import { injectorOfRevision } from '#lib/mesh/injector.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objectRule, type Remark } from '../../rule.ts';

const injection = 'istio-injection';
const revision = 'istio.io/rev';
const dataplane = 'istio.io/dataplane-mode';

/** Namespaces that say nothing of the mesh, or more than one thing (injection.Analyzer). */
export const injectionLabels = objectRule({
  name: 'namespace/injection-labels',
  codes: ['IST0102', 'IST0123', 'IST0148'],
  kind: 'Namespace',
  reads: ['ConfigMap'],
  *remarks({ metadata: { name, labels = {} } }, cluster): Generator<Remark> {
    if (isSystemNamespace(name) || name === meshConfigOf(cluster).rootNamespace) return;
    const said = sayings(labels);
    const path = 'metadata.labels';
    if (said.length > 1) yield { code: 'IST0123', path, args: { labels: said.join(', ') } };
    const silent = !labels[injection] && labels[revision] === undefined;
    if (!silent || labels[dataplane] === 'ambient') return;
    const byDefault = injectorOfRevision(cluster, '')?.byDefault === true;
    yield { code: byDefault ? 'IST0148' : 'IST0102', path: 'metadata.name', args: {} };
  },
});

/** The labels that count: one that switches injection off makes the others unimportant. */
function sayings(labels: Readonly<Record<string, string>>): readonly string[] {
  const own = labels[injection];
  const others = own === undefined || own === 'enabled' ? [revision, dataplane] : [];
  return [injection, ...others].flatMap((key) =>
    labels[key] === undefined ? [] : [`${key}=${labels[key]}`],
  );
}
