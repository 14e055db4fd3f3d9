import { type StatusCause, type StatusDetails, StatusError } from './status-error.ts';

/** A resource as messages name it. */
export interface GroupResource {
  group: string;
  plural: string;
}

/** `virtualservices.networking.istio.io`, or `pods` for the core group. */
const qualified = (name: string, group: string): string => (group === '' ? name : `${name}.${group}`);

const details = (resource: GroupResource, name: string): StatusDetails => ({
  name,
  group: resource.group,
  kind: resource.plural,
});

export const badRequest = (message: string): StatusError => new StatusError(400, 'BadRequest', message);

export const unauthorized = (): StatusError => new StatusError(401, 'Unauthorized', 'Unauthorized');

export const notFound = (resource: GroupResource, name: string): StatusError =>
  new StatusError(
    404,
    'NotFound',
    `${qualified(resource.plural, resource.group)} "${name}" not found`,
    details(resource, name),
  );

export const alreadyExists = (resource: GroupResource, name: string): StatusError =>
  new StatusError(
    409,
    'AlreadyExists',
    `${qualified(resource.plural, resource.group)} "${name}" already exists`,
    details(resource, name),
  );

/** A write based on what is no longer there. */
export const conflict = (resource: GroupResource, name: string, why: string): StatusError =>
  new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource.plural, resource.group)} "${name}": ${why}`,
    details(resource, name),
  );

export const staleVersion = (resource: GroupResource, name: string): StatusError =>
  conflict(
    resource,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );

export const forbidden = (resource: GroupResource, name: string, why: string): StatusError =>
  new StatusError(
    403,
    'Forbidden',
    `${qualified(resource.plural, resource.group)}${name === '' ? '' : ` "${name}"`} is forbidden: ${why}`,
    details(resource, name),
  );

/** 422 with its causes; the message lists them the way field.ErrorList prints itself. */
export function invalid(kind: string, group: string, name: string, causes: StatusCause[]): StatusError {
  const texts = causes.map((c) => `${c.field ?? ''}: ${c.message}`);
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return new StatusError(422, 'Invalid', `${qualified(kind, group)} "${name}" is invalid: ${list}`, {
    name,
    group,
    kind,
    causes,
  });
}

export const unsupportedMedia = (accepted: readonly string[]): StatusError =>
  new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  );

export const notAcceptable = (accepted: readonly string[]): StatusError =>
  new StatusError(
    406,
    'NotAcceptable',
    `only the following media types are accepted: ${accepted.join(', ')}`,
  );

export const methodNotAllowed = (verb: string, resource: GroupResource): StatusError =>
  new StatusError(
    405,
    'MethodNotAllowed',
    `${verb} is not supported on resources of kind "${qualified(resource.plural, resource.group)}"`,
    { group: resource.group, kind: resource.plural },
  );

/** The version asked for is older than the events that are kept: the client has to list again. */
export const expired = (message: string): StatusError => new StatusError(410, 'Expired', message);

export const versionTooLarge = (asked: number, current: number): StatusError =>
  new StatusError(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });

export const tooLarge = (limit: number): StatusError =>
  new StatusError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limit}`);

/** A body that the API server could read but not carry out: failing JSON Patch tests land here. */
export const unprocessable = (why: string): StatusError =>
  new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', {
    causes: [{ reason: 'UnexpectedServerResponse', message: why }],
  });

export const internalError = (message: string): StatusError =>
  new StatusError(500, 'InternalError', `Internal error occurred: ${message}`);
