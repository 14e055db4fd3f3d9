// The cluster tests (watch store, access checks, write path) against the demo's embedded API server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDemoMesh } from './lib/demo-mesh.mjs';
import { ensureGenerated, ensureInstalled } from './lib/project.mjs';
import { stopAll } from './lib/supervise.mjs';
import { runClusterTests } from './lib/vitest-cluster.mjs';

ensureInstalled();
ensureGenerated();
const dir = mkdtempSync(path.join(tmpdir(), 'weft-cluster-'));
const mesh = await startDemoMesh(['--mesh', 'shop', '--dir', dir]);
const code = await runClusterTests(mesh.kubeconfig, process.env.WEFT_REPORT);
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
await stopAll(code);
