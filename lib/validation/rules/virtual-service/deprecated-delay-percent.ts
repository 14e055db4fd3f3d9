import { objectRule } from '../../rule.ts';

/** A delay whose share is written in the field that `percentage` has replaced (Istio's deprecation.FieldAnalyzer). */
export const deprecatedDelayPercent = objectRule({
  name: 'virtual-service/deprecated-delay-percent',
  codes: ['IST0002'],
  kind: 'VirtualService',
  *remarks(service) {
    for (const [i, { fault }] of (service.spec?.http ?? []).entries()) {
      if (!((fault?.delay?.percent ?? 0) > 0)) continue;
      const path = `spec.http[${i}].fault.delay.percent`;
      yield { code: 'IST0002', path, args: { field: 'fault.delay.percent', instead: 'percentage' } };
    }
  },
});
