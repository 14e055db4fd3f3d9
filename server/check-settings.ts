import { readSettings } from './env.ts';

// Run by the launcher before Next starts: a throw while Next starts would not stop it, and would be a stack trace.
const settings = readSettings();
if (settings.ok) {
  process.stdout.write(`${JSON.stringify({ host: settings.value.host, port: settings.value.port })}\n`);
} else {
  process.stderr.write(`weft: ${settings.error}\n`);
  process.exitCode = 2;
}
