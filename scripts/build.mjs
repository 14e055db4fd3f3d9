// npm run build: the production build, once for the same sources; npm start and npm run demo take it from there.
import { ensureBuilt, ensureGenerated, ensureInstalled, say } from './lib/project.mjs';

ensureInstalled();
ensureGenerated();
await ensureBuilt();
say('built');
