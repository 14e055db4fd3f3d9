// npm run demo: the demo mesh and, pointed at it by ordinary settings, the same server that a real cluster gets.

import { settingsFor, splitArguments, startDemoMesh } from './lib/demo-mesh.mjs';
import { ensureBuilt, ensureGenerated, ensureInstalled, say } from './lib/project.mjs';
import { checkSettings, requireFreePort, startServer } from './lib/weft-server.mjs';

const { port, rest } = splitArguments(process.argv.slice(2));
ensureInstalled();
ensureGenerated();
const wanted = Number(port ?? process.env.WEFT_PORT ?? 3000);
if (Number.isInteger(wanted) && wanted > 0)
  await requireFreePort(process.env.WEFT_HOST ?? '127.0.0.1', wanted);
const [mesh] = await Promise.all([startDemoMesh(rest), ensureBuilt()]);
const env = { ...settingsFor(mesh, port), NODE_ENV: 'production' };
const settings = checkSettings(env);
const url = await startServer('start', env, settings);
say(`the ${mesh.mesh} mesh: kubectl --kubeconfig ${mesh.kubeconfig} get virtualservices -A`);
say(`incidents, to switch on and off: ${mesh.controlUrl}`);
process.stdout.write(`${url}\n`);
