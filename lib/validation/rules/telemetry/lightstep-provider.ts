import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objectRule } from '../../rule.ts';

/** Tracing by a Lightstep provider, which Istio has deprecated (telemetry.LightstepAnalyzer). */
export const lightstepProvider = objectRule({
  name: 'telemetry/lightstep-provider',
  codes: ['IST0002'],
  kind: 'Telemetry',
  reads: ['ConfigMap'],
  *remarks(telemetry, cluster) {
    const lightstep = meshConfigOf(cluster)
      .extensionProviders.filter((provider) => 'lightstep' in provider)
      .map(({ name }) => name);
    for (const [i, { providers = [] }] of (telemetry.spec?.tracing ?? []).entries()) {
      for (const [j, { name = '' }] of providers.entries()) {
        if (!lightstep.includes(name)) continue;
        const args = { field: `The Lightstep provider "${name}"`, instead: 'an OpenTelemetry provider' };
        yield { code: 'IST0002', path: `spec.tracing[${i}].providers[${j}].name`, args };
      }
    }
  },
});
