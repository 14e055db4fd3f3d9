import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { fixOf, written } from '../fix.ts';
import { countOf } from '../rows.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showClusters, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** What Envoy ejects at most where nothing is written, in percent. */
const usual = 10;

/** Outlier detection has taken every host out although its pods are ready (UH, 503). */
export const hostsEjected: Cause = {
  code: 'hosts-ejected',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UH']);
    const { way, callees, snapshot } = situation;
    if (seen === null || way === null || callees.length === 0) return null;
    const fewest = Math.min(...callees.map(({ pods }) => pods.ready));
    const percentOf = (value: number | undefined) => value ?? usual;
    const [deciding] = way.policies.flatMap(({ policy }) => policy.outlierDetection ?? []);
    if (deciding === undefined) return null;
    const { object, value } = deciding;
    const percent = percentOf(value.maxEjectionPercent);
    const path = `${deciding.path}.maxEjectionPercent`;
    const burst = failuresOfHost(situation);
    return {
      checks: [
        seen.check,
        decisive(
          checked(
            fewest > 0 && (100 * (fewest - 1)) / fewest < percent,
            {
              yes: `Outlier detection may eject all of ${fewest} pods (${percent} %)`,
              no: `Outlier detection may eject ${percent} % of ${fewest} pods, not all`,
            },
            { object, path, command: showObject(object) },
          ),
        ),
        decisive(
          checked(fewest > 0, {
            yes: 'Every workload behind the Service has ready pods',
            no: 'Pods are not ready',
          }),
        ),
        checked(burst > 0, {
          yes: `${Math.round(burst)} requests to the same host failed at its pods, which is what ejects them`,
          no: 'No request failed at a pod of the host in this window',
        }),
        confirmed('Which hosts are out is in no metric of Istio’s defaults', {
          command: showClusters(situation, 'endpoint'),
        }),
      ],
      culprit: { object, path },
      args: { percent: String(percent), host: way.host },
      explains: seen.count,
      fix: percent > 50 ? fixOf(snapshot, object, written(path, 50)) : null,
    };
  },
};

/** Requests to the same host that a pod of it answered with a failure. */
const failuresOfHost = ({ sent, sides }: Situation): number =>
  sent.all
    .filter((edge) => edge.reports.destination !== null)
    .reduce(
      (sum, { responses }) =>
        sum + countOf(responses.filter((row) => row.reporter === sides.caller && /^5/.test(row.code))),
      0,
    );
