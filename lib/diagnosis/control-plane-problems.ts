import type { EpochSeconds } from '#lib/core/units.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { CauseCode } from './catalogue.ts';
import type { Evidence } from './cause.ts';
import { certificatesNotRenewed } from './causes/certificates-not-renewed.ts';
import { configurationLate } from './causes/configuration-late.ts';
import { configurationRejected } from './causes/configuration-rejected.ts';
import { injectorDown } from './causes/injector-down.ts';
import { istiodDown } from './causes/istiod-down.ts';
import { rootCertificateEnds } from './causes/root-certificate-ends.ts';
import type { CauseFound } from './diagnosis.ts';
import { type Candidate, rankCauses } from './rank.ts';
import type { ControlPlaneTelemetry } from './telemetry.ts';

/** What is wrong with the control plane of a cluster, whether or not any traffic shows it: configuration is not delivered. */
export function controlPlaneProblems(
  cluster: ClusterSnapshot,
  telemetry: ControlPlaneTelemetry,
  at: EpochSeconds,
): readonly CauseFound[] {
  const down = istiodDown(cluster, telemetry);
  const found: readonly (readonly [CauseCode, Evidence | null])[] = [
    ['istiod-down', down],
    ['configuration-rejected', configurationRejected(cluster, telemetry, at)],
    ['configuration-late', configurationLate(cluster, telemetry)],
    ['certificates-not-renewed', certificatesNotRenewed(cluster, telemetry)],
    ['root-certificate-ends', rootCertificateEnds(telemetry)],
    // Without istiod nobody injects either: that is one problem, not two.
    ['injector-down', down === null ? injectorDown(cluster) : null],
  ];
  return rankCauses(
    found.flatMap(([code, evidence]): Candidate[] => (evidence === null ? [] : [{ code, evidence }])),
  );
}
