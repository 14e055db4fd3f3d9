import { isObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { checkDurations, checkPercent, type Part, partAt, partsAt } from '../checks/common.ts';
import { regexProblem } from '../checks/string-match.ts';
import type { Findings } from '../verdict.ts';
import { checkFault } from './http-fault.ts';
import { checkHeaderOperations, checkHttpMatch } from './http-match.ts';
import { checkRetries } from './http-retries.ts';
import { checkDestination, checkTarget, checkWeights } from './route-destination.ts';

/** One rule of `spec.http`. */
export function checkHttpRoute(found: Findings, part: Part, isDelegate: boolean): void {
  checkActions(found, part, isDelegate);
  for (const match of partsAt(part.value, 'match', part.path)) checkHttpMatch(found, match, isDelegate);
  checkDurations(found, part, 'timeout');
  const destinations = partsAt(part.value, 'route', part.path);
  for (const destination of destinations) {
    checkDestination(found, destination);
    checkHeaderOperations(found, destination);
  }
  checkWeights(found, part, destinations);
  checkHeaderOperations(found, part);
  checkMirrors(found, part);
  const retries = partAt(part.value, 'retries', part.path);
  if (retries) checkRetries(found, retries, part.value.timeout);
  const fault = partAt(part.value, 'fault', part.path);
  if (fault) checkFault(found, fault);
  const cors = partAt(part.value, 'corsPolicy', part.path);
  if (cors) checkCors(found, cors);
  const rewrite = partAt(part.value, 'rewrite', part.path);
  if (rewrite) checkRewrite(found, rewrite);
}

/** A rule does one thing: route, redirect, answer, or hand over to a delegate. */
function checkActions(found: Findings, { path, value }: Part, isDelegate: boolean): void {
  const isRoute = listAt(value, 'route').length > 0;
  const actions = [
    ...(isRoute ? ['route'] : []),
    ...['redirect', 'directResponse', 'delegate'].filter((action) => value[action] !== undefined),
  ];
  found.errorIf(
    actions.length === 0,
    `${path}: one of route, redirect, directResponse or delegate is needed`,
  );
  found.errorIf(actions.length > 1, `${path}: only one of ${actions.join(' and ')} can be set`);
  found.errorIf(
    isDelegate && value.delegate !== undefined,
    `${path}.delegate: a delegate cannot delegate further`,
  );
  for (const action of ['redirect', 'directResponse']) {
    if (value[action] === undefined) continue;
    for (const other of ['fault', 'rewrite']) {
      found.errorIf(value[other] !== undefined, `${path}: ${other} cannot be set beside ${action}`);
    }
  }
  const redirect = partAt(value, 'redirect', path);
  if (redirect) checkRedirect(found, redirect);
  const answer = partAt(value, 'directResponse', path);
  if (answer) checkDirectResponse(found, answer);
  const delegate = partAt(value, 'delegate', path);
  found.errorIf(
    delegate !== null && textAt(delegate.value, 'name') === '',
    `${path}.delegate.name: a name is needed`,
  );
}

function checkRedirect(found: Findings, { path, value }: Part): void {
  const code = value.redirectCode;
  found.errorIf(
    typeof code === 'number' && (code < 300 || code > 399),
    `${path}.redirectCode: ${String(code)} is not a redirect (300 to 399)`,
  );
  const says = ['uri', 'authority', 'scheme', 'port', 'derivePort', 'redirectCode'];
  found.errorIf(
    says.every((key) => value[key] === undefined),
    `${path}: a redirect needs a uri, authority, scheme, port or code`,
  );
  found.errorIf(
    value.scheme !== undefined && !['http', 'https'].includes(textAt(value, 'scheme')),
    `${path}.scheme: only http and https can be redirected to`,
  );
}

function checkDirectResponse(found: Findings, { path, value }: Part): void {
  const { status } = value;
  found.errorIf(
    typeof status !== 'number' || status < 200 || status > 599,
    `${path}.status: ${String(status)} is not a status from 200 to 599`,
  );
  const size = textAt(objectAt(value, 'body'), 'string').length;
  found.errorIf(size > 1_048_576, `${path}.body: longer than 1 MiB`);
  if (size > 102_400 && size <= 1_048_576)
    found.warn(`${path}.body: over 100 KiB, which every proxy holds in memory`);
}

function checkMirrors(found: Findings, part: Part): void {
  const { path, value } = part;
  found.errorIf(
    value.mirror !== undefined && value.mirrors !== undefined,
    `${path}: mirror and mirrors cannot be set together`,
  );
  checkPercent(found, part, 'mirrorPercentage', 'mirrorPercent', 'mirror_percent');
  if (value.mirrorPercent !== undefined)
    found.warn(`${path}.mirrorPercent is deprecated: use mirrorPercentage`);
  const single = partAt(value, 'mirror', path);
  if (single) checkTarget(found, single);
  for (const mirror of partsAt(value, 'mirrors', path)) {
    checkDestination(found, mirror);
    checkPercent(found, mirror, 'percentage');
  }
}

function checkCors(found: Findings, part: Part): void {
  const { path, value } = part;
  checkDurations(found, part, 'maxAge');
  if (listAt(value, 'allowOrigin').length > 0)
    found.warn(`${path}.allowOrigin is deprecated: use allowOrigins`);
  for (const origin of partsAt(value, 'allowOrigins', path)) {
    const problem = typeof origin.value.regex === 'string' ? regexProblem(origin.value.regex) : null;
    if (problem) found.error(`${origin.path}.regex: ${problem}`);
  }
}

function checkRewrite(found: Findings, { path, value }: Part): void {
  const says = ['uri', 'authority', 'uriRegexRewrite'].filter((key) => value[key] !== undefined);
  found.errorIf(says.length === 0, `${path}: a rewrite needs a uri, an authority or a uriRegexRewrite`);
  found.errorIf(
    says.includes('uri') && says.includes('uriRegexRewrite'),
    `${path}: uri and uriRegexRewrite cannot be set together`,
  );
  const regex = isObject(value.uriRegexRewrite) ? textAt(value.uriRegexRewrite, 'match') : '';
  const problem = regex === '' ? null : regexProblem(regex);
  if (problem) found.error(`${path}.uriRegexRewrite.match: ${problem}`);
}
