import { type JsonObject, listAt, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import { checkTargets, type Part, partsAt } from '../checks/common.ts';
import { isAddressOrRange, isPort } from '../checks/names.ts';
import { Findings, type Verdict } from '../verdict.ts';

/** Attributes that a condition can name, besides those with a name in brackets. */
const attributes = [
  'source.ip remote.ip source.namespace source.principal request.auth.principal request.auth.audiences',
  'request.auth.presenter destination.ip destination.port connection.sni source.serviceAccount',
]
  .join(' ')
  .split(' ');
const bracketed =
  /^(request\.headers|request\.auth\.claims|experimental\.envoy\.filters\.[\w.-]+|source\.labels)\[.+\]/;

/** What istiod says of an AuthorizationPolicy on its own. */
export function checkAuthorizationPolicy(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  checkTargets(found, spec);
  const action = textAt(spec, 'action') || 'ALLOW';
  checkProvider(found, spec, action);
  found.errorIf(
    action !== 'ALLOW' && listAt(spec, 'rules').length === 0,
    `spec.rules: a policy with action ${action} and no rules never takes effect; one empty rule ({}) matches every request`,
  );
  for (const rule of partsAt(spec, 'rules', 'spec')) checkRule(found, rule);
  return found;
}

function checkProvider(found: Findings, spec: JsonObject, action: string): void {
  const name = textAt(objectAt(spec, 'provider'), 'name');
  if (action === 'CUSTOM')
    found.errorIf(name === '', 'spec.provider.name: needed where the action is CUSTOM');
  else
    found.errorIf(
      spec.provider !== undefined,
      `spec.provider: taken only where the action is CUSTOM, not ${action}`,
    );
}

function checkRule(found: Findings, rule: Part): void {
  for (const key of ['from', 'to', 'when']) {
    const isEmpty = Array.isArray(rule.value[key]) && listAt(rule.value, key).length === 0;
    found.errorIf(
      isEmpty,
      `${rule.path}.${key}: an empty list is not allowed, leave it out to match everything`,
    );
  }
  for (const from of partsAt(rule.value, 'from', rule.path)) {
    checkLists(found, { path: `${from.path}.source`, value: objectAt(from.value, 'source') });
    checkSource(found, { path: `${from.path}.source`, value: objectAt(from.value, 'source') });
  }
  for (const to of partsAt(rule.value, 'to', rule.path)) {
    const operation = { path: `${to.path}.operation`, value: objectAt(to.value, 'operation') };
    checkLists(found, operation);
    checkOperation(found, operation);
  }
  for (const when of partsAt(rule.value, 'when', rule.path)) checkCondition(found, when);
}

/** A source or operation sets at least one list, and no list holds nothing. */
function checkLists(found: Findings, { path, value }: Part): void {
  const keys = Object.keys(value);
  found.errorIf(keys.length === 0, `${path}: at least one field is needed`);
  for (const key of keys) {
    const texts = textsAt(value, key);
    found.errorIf(texts.length === 0, `${path}.${key}: an empty list is not allowed`);
    found.errorIf(texts.includes(''), `${path}.${key}: an empty text is not allowed`);
  }
}

function checkSource(found: Findings, { path, value }: Part): void {
  for (const key of ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks']) {
    for (const block of textsAt(value, key)) {
      found.errorIf(!isAddressOrRange(block), `${path}.${key}: ${block} is not an address or range`);
    }
  }
  const accounts = ['serviceAccounts', 'notServiceAccounts'].some((key) => value[key] !== undefined);
  const others = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'].filter(
    (key) => value[key] !== undefined,
  );
  found.errorIf(
    accounts && others.length > 0,
    `${path}: service accounts cannot be set beside ${others.join(', ')}`,
  );
}

function checkOperation(found: Findings, { path, value }: Part): void {
  for (const key of ['ports', 'notPorts']) {
    for (const port of textsAt(value, key)) {
      found.errorIf(!isPort(Number(port)), `${path}.${key}: ${port} is not a port from 1 to 65535`);
    }
  }
  for (const key of ['paths', 'notPaths']) {
    for (const text of textsAt(value, key)) {
      const braces = text.replaceAll('{**}', '').replaceAll('{*}', '');
      found.errorIf(
        /[{}]/.test(braces) || (text.includes('{') && braces.includes('*')),
        `${path}.${key}: ${text} is not a path template ({*} for one part, {**} for the rest, and no other *)`,
      );
    }
  }
}

function checkCondition(found: Findings, { path, value }: Part): void {
  const key = textAt(value, 'key');
  found.errorIf(
    !attributes.includes(key) && !bracketed.test(key),
    `${path}.key: ${JSON.stringify(key)} is no attribute that a condition can name`,
  );
  const texts = [...textsAt(value, 'values'), ...textsAt(value, 'notValues')];
  found.errorIf(texts.length === 0, `${path}: values or notValues are needed`);
  for (const text of texts) {
    if (['source.ip', 'remote.ip', 'destination.ip'].includes(key)) {
      found.errorIf(!isAddressOrRange(text), `${path}: ${text} is not an address or range`);
    }
    if (key === 'destination.port') found.errorIf(!isPort(Number(text)), `${path}: ${text} is not a port`);
  }
}
