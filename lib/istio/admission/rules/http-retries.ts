import { textAt } from '#lib/core/json.ts';
import { checkDurations, checkNotNegative, type Part } from '../checks/common.ts';
import { milliseconds } from '../checks/duration.ts';
import type { Findings } from '../verdict.ts';

/** Conditions that Envoy retries on, HTTP and gRPC; an HTTP status may stand in the list too. */
const conditions = [
  '5xx gateway-error reset reset-before-request connect-failure envoy-ratelimited retriable-4xx refused-stream',
  'retriable-status-codes retriable-headers http3-post-connect-failure cancelled deadline-exceeded internal',
  'resource-exhausted unavailable',
]
  .join(' ')
  .split(' ');

/** Retries of a rule; `timeout` is the rule's own, within which every try has to fit. */
export function checkRetries(found: Findings, part: Part, timeout: unknown): void {
  const { path, value } = part;
  checkNotNegative(found, part, 'attempts');
  checkDurations(found, part, 'perTryTimeout', 'backoff');
  const isOff = value.attempts === 0 || value.attempts === undefined;
  found.errorIf(
    isOff && (value.perTryTimeout !== undefined || textAt(value, 'retryOn') !== ''),
    `${path}.attempts: retries are off (0 attempts), yet perTryTimeout or retryOn is set`,
  );
  const wrong = textAt(value, 'retryOn')
    .split(',')
    .map((condition) => condition.trim())
    .filter((condition) => condition !== '' && !conditions.includes(condition) && !isStatus(condition));
  if (wrong.length > 0) found.error(`${path}.retryOn: ${wrong.join(', ')} is no condition to retry on`);
  warnOfTimeout(found, part, timeout);
}

const isStatus = (text: string): boolean => /^\d{3}$/.test(text) && Number(text) >= 100 && Number(text) < 600;

function warnOfTimeout(found: Findings, { path, value }: Part, timeout: unknown): void {
  const whole = typeof timeout === 'string' ? milliseconds(timeout) : null;
  const each = typeof value.perTryTimeout === 'string' ? milliseconds(value.perTryTimeout) : null;
  if (whole !== null && each !== null && each > whole) {
    found.warn(`${path}.perTryTimeout is longer than the rule's timeout, which ends the request first`);
  }
}
