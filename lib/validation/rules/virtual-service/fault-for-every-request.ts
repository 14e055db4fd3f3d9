import { objectRule } from '../../rule.ts';

/** A fault that aborts every request of a rule: nothing ever reaches its destinations. */
export const faultForEveryRequest = objectRule({
  name: 'virtual-service/fault-for-every-request',
  codes: ['WEFT0021'],
  kind: 'VirtualService',
  *remarks({ spec }) {
    for (const [i, { fault }] of (spec?.http ?? []).entries()) {
      const { abort } = fault ?? {};
      if ((abort?.percentage?.value ?? 0) < 100) continue;
      const status = abort?.httpStatus ?? abort?.grpcStatus ?? '';
      yield { code: 'WEFT0021', path: `spec.http[${i}].fault.abort`, args: { status: String(status) } };
    }
  },
});
