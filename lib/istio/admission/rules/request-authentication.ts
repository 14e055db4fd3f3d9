import { type Json, type JsonObject, objectAt, parseJson, textAt, textsAt } from '#lib/core/json.ts';
import { checkDurations, checkTargets, type Part, partsAt } from '../checks/common.ts';
import { Findings, type Verdict } from '../verdict.ts';

/** What istiod says of a RequestAuthentication on its own. */
export function checkRequestAuthentication(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  checkTargets(found, spec);
  for (const rule of partsAt(spec, 'jwtRules', 'spec')) checkJwtRule(found, rule);
  return found;
}

function checkJwtRule(found: Findings, rule: Part): void {
  const { path, value } = rule;
  found.errorIf(textAt(value, 'issuer') === '', `${path}.issuer: an issuer is needed`);
  found.errorIf(textsAt(value, 'audiences').includes(''), `${path}.audiences: an audience is empty`);
  const keys = ['jwks', 'jwksUri', 'jwks_uri'].filter((key) => textAt(value, key) !== '');
  found.errorIf(keys.length > 1, `${path}: only one of jwks and jwksUri can be set`);
  for (const key of ['jwksUri', 'jwks_uri']) {
    const address = textAt(value, key);
    found.errorIf(
      address !== '' && !isHttpUrl(address),
      `${path}.${key}: ${address} is not an http or https address`,
    );
  }
  const jwks = textAt(value, 'jwks');
  found.errorIf(jwks !== '' && !isKeySet(jwks), `${path}.jwks: not a JSON Web Key Set`);
  for (const header of partsAt(value, 'fromHeaders', path)) {
    found.errorIf(textAt(header.value, 'name') === '', `${header.path}.name: a header needs a name`);
  }
  for (const key of ['fromParams', 'fromCookies']) {
    found.errorIf(textsAt(value, key).includes(''), `${path}.${key}: a name is empty`);
  }
  for (const claim of partsAt(value, 'outputClaimToHeaders', path)) {
    found.errorIf(textAt(claim.value, 'header') === '', `${claim.path}.header: a header needs a name`);
    found.errorIf(textAt(claim.value, 'claim') === '', `${claim.path}.claim: a claim is needed`);
  }
  checkDurations(found, rule, 'timeout');
}

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '';
}

function isKeySet(text: string): boolean {
  try {
    const parsed: Json = parseJson(text);
    return Array.isArray(objectAt({ jwks: parsed }, 'jwks').keys);
  } catch {
    return false;
  }
}
