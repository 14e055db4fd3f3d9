import pino, { type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** Fields that may hold a credential wherever they appear: never written, whatever a caller logs. */
const secretFields = ['token', 'authorization', 'password', 'cookie', 'bearerToken', 'set-cookie'];

/** The server's log: one JSON line a record on standard output, credentials redacted. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: secretFields.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[redacted]',
    },
  });
}
