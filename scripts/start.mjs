// npm start: Weft on a real cluster, by settings from the environment (see README).
import { ensureBuilt, ensureGenerated, ensureInstalled } from './lib/project.mjs';
import { checkSettings, requireFreePort, startServer } from './lib/weft-server.mjs';

ensureInstalled();
const settings = checkSettings({});
await requireFreePort(settings.host, settings.port);
ensureGenerated();
await ensureBuilt();
await startServer('start', { NODE_ENV: 'production' }, settings);
