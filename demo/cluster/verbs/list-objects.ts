import { type JsonObject, textAt } from '#lib/core/json.ts';
import { expired, invalid, versionTooLarge } from '../errors/errors.ts';
import { StatusError } from '../errors/status-error.ts';
import { type ApiRequest, parameter } from '../http/api-request.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { integerParameter } from '../http/request-options.ts';
import type { ResourceType } from '../schema/types.ts';
import { objectFilter } from '../selectors/object-filter.ts';
import { type Listing, objectPath, resourceKey } from '../storage/object-store.ts';
import { type ContinueToken, decodeContinue, encodeContinue } from './continue-token.ts';
import { presenter } from './present.ts';

const tooOld =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.';

/**
 * GET of a collection, in pages when a limit is given: later pages show the state of the first.
 * @throws StatusError 400, 410 when a page's version is no longer kept, 504 for a version still to come
 */
export function listObjects(request: ApiRequest, type: ResourceType, namespace: string): Reply {
  const limit = integerParameter(request, 'limit') ?? 0;
  const given = parameter(request, 'continue');
  const token = given === '' ? null : decodeContinue(given);
  const listing = listingFor(request, type, namespace, token);
  const filter = objectFilter(request, type, '');
  const start = token === null ? 0 : indexAfter(listing.objects, token.start);
  const matching = listing.objects.slice(start).filter(filter.matches);
  const page = limit > 0 ? matching.slice(0, limit) : matching;
  const metadata: JsonObject = { resourceVersion: String(listing.version) };
  const last = page.at(-1);
  if (page.length < matching.length && last !== undefined) {
    metadata.continue = encodeContinue({ version: listing.version, start: pathOf(last) });
    // The real server counts what remains only where no selector could change the count.
    if (filter.all) metadata.remainingItemCount = matching.length - page.length;
  }
  return jsonReply(presenter(request, type).list(page, metadata));
}

const pathOf = (object: JsonObject): string =>
  objectPath(textAt(object.metadata, 'namespace'), textAt(object.metadata, 'name'));

function indexAfter(objects: readonly JsonObject[], start: string): number {
  const index = objects.findIndex((object) => pathOf(object) > start);
  return index < 0 ? objects.length : index;
}

function listingFor(
  request: ApiRequest,
  type: ResourceType,
  namespace: string,
  token: ContinueToken | null,
): Listing {
  const { store } = request.state;
  const scope = namespace === '' ? null : namespace;
  if (token !== null) {
    const past = store.listAt(resourceKey(type), scope, token.version);
    if (past === null) throw expired(tooOld);
    return past;
  }
  const asked = versionParameter(request);
  if (asked !== null && asked > store.version) throw versionTooLarge(asked, store.version);
  const match = parameter(request, 'resourceVersionMatch');
  checkVersionMatch(match, asked);
  if (match !== 'Exact' || asked === null) return store.list(resourceKey(type), scope);
  const past = store.listAt(resourceKey(type), scope, asked);
  if (past === null) throw expired('The resourceVersion for the provided list is too old.');
  return past;
}

/** @throws StatusError 422 for a resourceVersionMatch that makes no sense with the version */
function checkVersionMatch(match: string, version: number | null): void {
  const refuse = (reason: string, message: string): never => {
    throw invalid('ListOptions', 'meta.k8s.io', '', [{ reason, message, field: 'resourceVersionMatch' }]);
  };
  if (match === '') return;
  if (version === null) {
    refuse(
      'FieldValueForbidden',
      'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    refuse(
      'FieldValueNotSupported',
      `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""`,
    );
  }
  if (match === 'Exact' && version === 0) {
    refuse(
      'FieldValueForbidden',
      'Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    );
  }
}

/** The `resourceVersion` parameter, null when absent. */
export function versionParameter(request: ApiRequest): number | null {
  const text = parameter(request, 'resourceVersion');
  if (text === '') return null;
  if (!/^\d+$/.test(text)) {
    throw new StatusError(
      500,
      '',
      `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}
