import type { NextConfig } from 'next';
import { packedJson } from './lib/api/packed-json.ts';

/** Answers that the server keeps packed. */
const packed = 'graph|measures|declared|objects|findings';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are checked once for the whole tree by `npm run types`.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@kubernetes/client-node', 'pg', 'pino', 'prom-client', 'undici'],
  agentRules: false,
  // Next compresses only what a header rule gives a plain Content-Type; the stream must not be among these.
  headers: async () => [
    {
      source: `/api/v1/:name((?!(?:stream|${packed})$)[a-z.-]+)`,
      headers: [{ key: 'Content-Type', value: 'application/json' }],
    },
    {
      source: `/api/v1/:name(${packed})`,
      // Who accepts these packed gets them as they are kept.
      missing: [{ type: 'header', key: 'accept', value: `.*${packedJson}.*` }],
      headers: [{ key: 'Content-Type', value: 'application/json' }],
    },
  ],
};

export default config;
