import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objectRule } from '../../rule.ts';

/** Access logs without a provider where the mesh has no default one (telemetry.ProviderAnalyzer). */
export const noLogProvider = objectRule({
  name: 'telemetry/no-log-provider',
  codes: ['IST0157'],
  kind: 'Telemetry',
  reads: ['ConfigMap'],
  *remarks(telemetry, cluster) {
    if (meshConfigOf(cluster).defaultProviders.accessLogging.length > 0) return;
    for (const [i, { providers = [], disabled = false }] of (telemetry.spec?.accessLogging ?? []).entries()) {
      if (providers.length > 0 || disabled) continue;
      yield { code: 'IST0157', path: `spec.accessLogging[${i}]`, args: {} };
    }
  },
});
