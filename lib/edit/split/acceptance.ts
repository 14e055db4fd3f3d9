import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '#lib/core/json.ts';
import { formatCount } from '#lib/format/number.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { jsonOf } from '../object-json.ts';

/** Whether the control plane has taken the newest spec of an object, where it says so. */
export interface Acceptance {
  readonly state: 'accepted' | 'refused' | 'pending' | 'not-known';
  readonly says: string;
}

/**
 * What the status of an object says of its newest spec. Routes of the Gateway API have conditions for each parent, with the
 * generation that they are about; a VirtualService has `Reconciled` and validation messages only where istiod is told to write
 * them (istio.io, configuration status field). `rejects`: configurations that proxies refused since it
 * changed, of whatever object; null where that is not known.
 */
export function acceptanceOf(object: KubeObject, rejects: number | null): Acceptance {
  const json = jsonOf(object);
  const status = objectAt(json, 'status');
  const generation = numberAt(objectAt(json, 'metadata'), 'generation');
  const parents = listAt(status, 'parents').filter(isObject);
  const told = parents.length > 0 ? ofParents(parents, generation) : ofConditions(status, generation);
  const count = rejects === null || rejects < 0.5 ? null : formatCount(rejects);
  if (count === null) return told;
  const word = count === '1' ? 'configuration' : 'configurations';
  return {
    ...told,
    says: `${told.says} Proxies refused ${count} ${word} since it changed, of this object or another.`,
  };
}

const notKnown: Acceptance = {
  state: 'not-known',
  says: 'The control plane does not say whether it took this: watch what arrives instead.',
};

function ofParents(parents: readonly JsonObject[], generation: number | null): Acceptance {
  const answers = parents.map((parent) => ({
    name: textAt(objectAt(parent, 'parentRef'), 'name'),
    conditions: listAt(parent, 'conditions').filter(isObject),
  }));
  const old = answers.find(
    ({ conditions }) => conditions.length === 0 || conditions.some((one) => isOld(one, generation)),
  );
  if (old !== undefined)
    return { state: 'pending', says: `The controller of ${old.name} has not seen the newest spec yet.` };
  for (const { name, conditions } of answers) {
    const refused = conditions.find(
      (one) => refusing.has(textAt(one, 'type')) && textAt(one, 'status') === 'False',
    );
    if (refused !== undefined) return { state: 'refused', says: `${name} refuses it: ${reasonOf(refused)}` };
  }
  return { state: 'accepted', says: `Accepted by ${answers.map(({ name }) => name).join(', ')}.` };
}

/** Conditions of a route that stand in its way when they do not hold (RouteConditionType, Gateway API v1). */
const refusing: ReadonlySet<string> = new Set(['Accepted', 'ResolvedRefs']);

function ofConditions(status: JsonObject, generation: number | null): Acceptance {
  const [message] = listAt(status, 'validationMessages').filter(
    (one) => textAt(one, 'level').toUpperCase() === 'ERROR',
  );
  const reconciled = listAt(status, 'conditions').find((one) => textAt(one, 'type') === 'Reconciled');
  const observed = numberAt(status, 'observedGeneration');
  if (observed !== null && generation !== null && observed < generation)
    return { state: 'pending', says: 'istiod has not seen the newest spec yet.' };
  if (message !== undefined)
    return {
      state: 'refused',
      says: `istiod finds fault with it: ${textAt(objectAt(message, 'type'), 'code') || 'it does not say which'}.`,
    };
  if (reconciled === undefined) return notKnown;
  return textAt(reconciled, 'status') === 'True'
    ? { state: 'accepted', says: 'Reconciled: istiod sent it to the proxies.' }
    : { state: 'pending', says: `istiod is still sending it: ${reasonOf(reconciled)}` };
}

const isOld = (condition: Json, generation: number | null): boolean => {
  const observed = numberAt(condition, 'observedGeneration');
  return observed !== null && generation !== null && observed < generation;
};

const reasonOf = (condition: Json): string =>
  textAt(condition, 'message') || textAt(condition, 'reason') || 'it does not say why.';
