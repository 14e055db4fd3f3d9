import { createHash } from 'node:crypto';
import type { Json } from '#lib/core/json.ts';
import { type ApiRequest, parameter } from '../http/api-request.ts';
import { parseMediaTypes } from '../http/media-type.ts';
import { jsonReply, pageNotFound, type Reply, textReply } from '../http/reply.ts';
import { openApiV2, openApiV3, openApiV3Index } from '../openapi/documents.ts';
import type { TypeRegistry } from '../types/type-registry.ts';
import { aggregatedDiscovery } from './aggregated.ts';
import { coreVersions, groupEntry, groupList, resourceList, servedGroups } from './discovery-documents.ts';
import { documentText } from './document-text.ts';
import { versionInfo } from './version-info.ts';

const protobufType = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** Answers everything under the API that is no resource: health, version, discovery, OpenAPI. */
export function serveDiscovery(request: ApiRequest): Reply {
  const path = request.path.length > 1 ? request.path.replace(/\/$/, '') : request.path;
  if (/^\/(healthz|livez|readyz)(\/|$)/.test(path)) return textReply('ok');
  switch (path) {
    case '/':
      return jsonReply({
        paths: ['/api', '/apis', '/healthz', '/livez', '/openapi/v2', '/openapi/v3', '/readyz', '/version'],
      });
    case '/version':
      return jsonReply(versionInfo);
    case '/api':
      return aggregated(request, true) ?? jsonReply(coreVersions(request.headers.host ?? ''));
    case '/apis':
      return aggregated(request, false) ?? jsonReply(groupList(request.state.types));
    case '/openapi/v2':
      return swagger(request);
    case '/openapi/v3':
      return document(request, path, {}, (types) => openApiV3Index(types.all()));
    default:
      return path.startsWith('/openapi/v3/') ? openApi(request, path) : groups(request, path);
  }
}

function aggregated(request: ApiRequest, core: boolean): Reply | null {
  for (const { type, parameters } of parseMediaTypes(request.headers.accept ?? '')) {
    if (type !== 'application/json') continue;
    const { as, g, v } = parameters;
    if (as === undefined) return null;
    if (as !== 'APIGroupDiscoveryList' || g !== 'apidiscovery.k8s.io') continue;
    if (v !== 'v2' && v !== 'v2beta1') continue;
    const body = aggregatedDiscovery(request.state.types, v, core);
    const etag = `"${digest(JSON.stringify(body)).toUpperCase()}"`;
    const headers = { etag, vary: 'Accept' };
    const mediaType = `application/json;g=apidiscovery.k8s.io;v=${v};as=APIGroupDiscoveryList`;
    if (request.headers['if-none-match'] === etag) {
      return { kind: 'bytes', status: 304, mediaType, body: '', headers };
    }
    return { kind: 'json', status: 200, body, mediaType, headers };
  }
  return null;
}

function groups(request: ApiRequest, path: string): Reply {
  const segments = path.split('/').slice(1);
  const { types } = request.state;
  if (segments[0] === 'api' && segments.length === 2)
    return found(resourceList(types, '', segments[1] ?? ''));
  if (segments[0] !== 'apis') return pageNotFound();
  const [, group = '', version] = segments;
  if (segments.length === 3 && version !== undefined) return found(resourceList(types, group, version));
  const served = servedGroups(types).find((g) => g.group === group && group !== '');
  if (segments.length !== 2 || served === undefined) return pageNotFound();
  return jsonReply({ kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(served) });
}

const found = (body: Json): Reply => (body === null ? pageNotFound() : jsonReply(body));

function swagger(request: ApiRequest): Reply {
  const headers = { vary: 'Accept' };
  if (!(request.headers.accept ?? '').includes('protobuf')) {
    return document(request, '/openapi/v2', headers, (types) => openApiV2(types.all()).json);
  }
  const body = openApiV2(request.state.types.all()).protobuf;
  return { kind: 'bytes', status: 200, mediaType: protobufType, body, headers };
}

function openApi(request: ApiRequest, path: string): Reply {
  const segments = path.split('/').slice(3);
  const [group, version] = segments[0] === 'api' ? ['', segments[1]] : [segments[1], segments[2]];
  const { types } = request.state;
  if (group === undefined || version === undefined || types.inVersion(group, version).length === 0) {
    return pageNotFound();
  }
  // Clients keep these documents by their hash and never ask again.
  const headers: Record<string, string> =
    parameter(request, 'hash') === '' ? {} : { 'cache-control': 'public, immutable' };
  return document(request, path, headers, () => openApiV3(types.all(), group, version));
}

function document(
  request: ApiRequest,
  path: string,
  headers: Record<string, string>,
  make: (types: TypeRegistry) => Json,
): Reply {
  const { types } = request.state;
  const body = documentText(types, path, () => make(types));
  return { kind: 'bytes', status: 200, mediaType: 'application/json', body, headers };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
