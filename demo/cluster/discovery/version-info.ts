import type { JsonObject } from '#lib/core/json.ts';

/** `GET /version`: the Kubernetes release whose behaviour this API follows. */
export const versionInfo: JsonObject = {
  major: '1',
  minor: '33',
  gitVersion: 'v1.33.4+weft-demo',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2025-08-13T00:00:00Z',
  goVersion: '',
  compiler: 'node',
  platform: `${process.platform}/${process.arch}`,
};
