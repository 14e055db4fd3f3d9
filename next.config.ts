import type { NextConfig } from 'next';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are checked once for the whole tree by `npm run types`.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@kubernetes/client-node', 'pino', 'prom-client', 'undici'],
  agentRules: false,
  // Next compresses only what a header rule gives a plain Content-Type; the stream must not be among these.
  headers: async () => [
    {
      source:
        '/api/v1/:name(graph|edge|breakdown|node|nodes|timeline|compare|why-no-edge|status|object|openapi.json)',
      headers: [{ key: 'Content-Type', value: 'application/json' }],
    },
  ],
};

export default config;
