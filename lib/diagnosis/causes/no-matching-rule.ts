import type { Route } from '#lib/mesh/route.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive, unknown } from '../check.ts';
import { routesOfCaller } from '../routes-seen-by.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showClusters, showObject } from '../shown-by.ts';

/** Requests match no rule (NR, 404): a route of their host without a rule for the rest, or a host that no route has. */
export const noMatchingRule: Cause = {
  code: 'no-matching-rule',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['NR']);
    if (seen === null) return null;
    const { edge, caller } = situation;
    const host = edge.service?.host;
    const candidates = routesOfCaller(situation).filter(
      ({ hosts }) => host === undefined || hosts.includes(host) || hosts.includes('*'),
    );
    const [open] = candidates.filter((route) => !hasCatchAll(route));
    const command = showClusters(situation, 'route');
    const shared = { explains: seen.count, fix: null };
    if (open === undefined) {
      return {
        ...shared,
        checks: [
          seen.check,
          checked(
            candidates.length === 0 ? true : null,
            {
              yes: `${caller?.gateway ? 'The gateway' : 'The caller’s proxy'} is given no route for the host`,
              no: '',
              unknown: 'Routes of the host take every request: the Host header may be another one',
            },
            { command },
          ),
        ],
        culprit: null,
        args: { host: host ?? 'the host that was asked for', route: '' },
      };
    }
    const { object } = open;
    const rules = open.rules.length;
    const path = 'spec.http';
    return {
      ...shared,
      checks: [
        seen.check,
        decisive(
          confirmed(`None of the ${rules} rules takes every request`, {
            object,
            path,
            command: showObject(object),
          }),
        ),
        unknown('Which path, method or headers the requests had is in no metric', { command }),
      ],
      culprit: { object, path },
      args: { host: host ?? open.hosts.join(', '), route: object.name },
    };
  },
};

const hasCatchAll = ({ rules }: Route): boolean => rules.some(({ catchAll }) => catchAll);
