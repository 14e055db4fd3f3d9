import type { Span, SpanTag } from '../trace.ts';

/** A span of a hundred milliseconds, and what a test says of it. For tests. */
export const spanOf = (
  id: string,
  parent: string | null,
  more: Partial<Omit<Span, 'tags'>> & { readonly tags?: Readonly<Record<string, string>> } = {},
): Span => ({
  id,
  parent,
  service: 'cart.shop',
  operation: 'GET /',
  kind: 'server',
  start: 1000,
  duration: 100,
  failed: false,
  message: '',
  ...more,
  tags: Object.entries(more.tags ?? {}).map(([key, value]): SpanTag => ({ key, value })),
});
