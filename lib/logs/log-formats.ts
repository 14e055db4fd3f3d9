import { isObject, type JsonObject, parseJson } from '#lib/core/json.ts';
import type { MeshConfig } from '#lib/mesh/mesh-config.ts';
import { jsonKeys } from './json-line.ts';
import type { LogFormats } from './parse-line.ts';

/**
 * The formats that a mesh's configuration gives its proxies' access logs: `accessLogFormat`, which is text or JSON by
 * `accessLogEncoding`, and those of its file providers.
 */
export function logFormats(
  config: Pick<MeshConfig, 'accessLogEncoding' | 'accessLogFormat' | 'extensionProviders'>,
): LogFormats {
  const own = config.accessLogFormat;
  const asJson = config.accessLogEncoding === 'JSON' ? objectOf(own) : null;
  const providers = config.extensionProviders.flatMap(({ envoyFileAccessLog }) => {
    const { logFormat } = record(envoyFileAccessLog);
    return [record(logFormat)];
  });
  return {
    texts: [
      ...(own !== '' && config.accessLogEncoding === 'TEXT' ? [own] : []),
      ...providers.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
    ],
    keys: [
      ...(asJson === null ? [] : [jsonKeys(asJson)]),
      ...providers.flatMap(({ labels }) => (labels === undefined ? [] : [jsonKeys(textsOf(labels))])),
    ],
  };
}

function objectOf(text: string): JsonObject | null {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const textsOf = (value: unknown): JsonObject =>
  Object.fromEntries(
    Object.entries(record(value)).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
