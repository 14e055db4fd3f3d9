import { isObject, type Json, type JsonObject, listAt, textAt } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import type { LiveObjects } from '../live-objects.ts';
import { setFields } from '../set-fields.ts';
import { editRule } from './edit-rule.ts';
import {
  type HeaderMatch,
  headerRefusal,
  headerSays,
  withGatewayHeader,
  withIstioHeader,
} from './header-match.ts';
import type { RuleTarget } from './rule-target.ts';

export interface HeaderCohort {
  readonly target: RuleTarget;
  readonly header: HeaderMatch;
  /** Place of the destination in the rule that the cohort is sent to alone. */
  readonly destination: number;
}

/**
 * The plan that sends requests with a header to one destination of a rule (A/B): a rule just before it that asks for what this
 * one asks and the header, and does to requests all that this one does. What other rules take is not touched.
 */
export function setHeaderCohort(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { target, header, destination }: HeaderCohort,
): Result<ChangePlan, string> {
  const refused = headerRefusal(header);
  if (refused !== null) return err(refused);
  return editRule(cluster, live, target, {
    istio: (rule) => {
      const only = lone(listAt(rule, 'route')[destination]);
      if (only === null) return err(noDestination);
      const match = withIstioHeader(rule, header);
      return ok([{ ...named(rule, header), match, route: [only] }, rule]);
    },
    gatewayApi: (rule) => {
      const only = lone(listAt(rule, 'backendRefs')[destination]);
      if (only === null) return err(noDestination);
      const matches = withGatewayHeader(rule, header);
      return matches.ok
        ? ok([{ ...named(rule, header), matches: matches.value, backendRefs: [only] }, rule])
        : matches;
    },
  });
}

const noDestination = 'The rule has no such destination.';

/** A destination as it stands, without the weight: it is alone. */
function lone(destination: Json | undefined): JsonObject | null {
  return isObject(destination) ? setFields(destination, { weight: null }) : null;
}

/** A name is unique in a route; a rule without one gets none. */
function named(rule: JsonObject, { name }: HeaderMatch): JsonObject {
  const own = textAt(rule, 'name');
  return setFields(rule, { name: own === '' ? null : `${own}-${name.toLowerCase()}` });
}

/** What the cohort gets, given what the destination is called: `v2`. */
export function headerCohortSays(header: HeaderMatch, destination: string): string {
  return `Requests of this rule whose ${headerSays(header)} go to ${destination} alone. All others are shared out as before.`;
}
