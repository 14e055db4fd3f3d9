// npm run dev: Next in development mode on the demo mesh, or on your own cluster when PROMETHEUS_URL is set.

import { settingsFor, splitArguments, startDemoMesh } from './lib/demo-mesh.mjs';
import { ensureGenerated, ensureInstalled } from './lib/project.mjs';
import { checkSettings, requireFreePort, startServer } from './lib/weft-server.mjs';

const { port, rest } = splitArguments(process.argv.slice(2));
ensureInstalled();
ensureGenerated();
const own = process.env.PROMETHEUS_URL !== undefined;
const env = own ? (port ? { WEFT_PORT: port } : {}) : settingsFor(await startDemoMesh(rest), port);
const settings = checkSettings(env);
await requireFreePort(settings.host, settings.port);
await startServer('dev', env, settings);
