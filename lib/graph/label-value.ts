/** `unknown` is what proxies write for what they do not know; Prometheus drops empty labels. */
export const isNamed = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value !== 'unknown';
