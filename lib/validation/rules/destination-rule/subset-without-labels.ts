import { objectRule } from '../../rule.ts';

/** A subset without labels: it is every pod of the host. */
export const subsetWithoutLabels = objectRule({
  name: 'destination-rule/subset-without-labels',
  codes: ['WEFT1106'],
  kind: 'DestinationRule',
  *remarks({ spec }) {
    for (const [i, { name, labels = {} }] of (spec?.subsets ?? []).entries()) {
      if (Object.keys(labels).length > 0) continue;
      yield { code: 'WEFT1106', path: `spec.subsets[${i}]`, args: { subset: name, host: spec?.host ?? '' } };
    }
  },
});
