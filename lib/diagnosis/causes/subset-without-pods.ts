import { targetWorkloads } from '#lib/mesh/effective-routes.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { ruleInForce } from '../client-tls.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showObject, showPods } from '../shown-by.ts';

/** A subset is defined and its labels match no pod that is ready (UH, 503), while others of the service are. */
export const subsetWithoutPods: Cause = {
  code: 'subset-without-pods',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UH']);
    const { way, callees } = situation;
    const rule = ruleInForce(situation);
    if (seen === null || way === null || rule === null) return null;
    const used = way.rules.flatMap(({ targets }) => targets).filter(({ host }) => host === way.host);
    const empty = used.flatMap((target) => {
      const found = target.subset === null ? undefined : rule.subsets.get(target.subset);
      if (found === undefined || target.weight === 0) return [];
      const pods = targetWorkloads(way.cluster, target, way.caller);
      return pods.some(({ pods: { ready } }) => ready > 0) ? [] : [{ found, pods }];
    });
    const [first] = empty;
    if (first === undefined) return null;
    const { subset, object } = first.found;
    const owner = rule.rules.find((each) => each.object === object)?.rule;
    const path = `spec.subsets[${owner?.spec?.subsets?.indexOf(subset) ?? 0}].labels`;
    const labels = Object.entries(subset.labels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(', ');
    const ready = callees.reduce((sum, { pods }) => sum + pods.ready, 0);
    const [any] = callees;
    return {
      checks: [
        seen.check,
        decisive(
          confirmed(
            first.pods.length === 0
              ? `Subset ${subset.name} asks for ${labels}: no pod of the service has that`
              : `No pod of subset ${subset.name} (${labels}) is ready`,
            { object, path, command: showObject(object) },
          ),
        ),
        checked(
          ready > 0,
          { yes: `${ready} other pods of the service are ready`, no: 'No pod of the service is ready' },
          any === undefined ? {} : { command: showPods({ namespace: any.namespace, labels: {} }) },
        ),
      ],
      culprit: { object, path },
      args: { subset: subset.name, labels },
      explains: seen.count,
      fix: null,
    };
  },
};
