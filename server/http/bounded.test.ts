import { expect, test } from 'vitest';
import { mesh } from '#lib/graph/testing/mesh.ts';
import { contextOf } from '../queries/testing/context.ts';
import { bounded } from './bounded.ts';

const limits = { burst: 2, perSecond: 1 };
const request = new Request('http://weft/api/v1/review', { method: 'POST' });
const answer = () => new Response('yes');

test('each viewer has a bound of their own for each endpoint, and is told the cure', () => {
  const { ctx } = contextOf({ snapshot: mesh([]), samples: [] });
  const review = bounded('review', limits, answer);
  for (let i = 0; i < 2; i += 1) expect(review(ctx, request)).toBeInstanceOf(Response);
  expect(() => review(ctx, request)).toThrowError(
    expect.objectContaining({ code: 'too-many', cure: expect.stringContaining('1 times a second') }),
  );
  const other = { ...ctx, viewer: { ...ctx.viewer, id: 's2' } };
  expect(review(other, request)).toBeInstanceOf(Response);
  expect(bounded('plan', limits, answer)(ctx, request)).toBeInstanceOf(Response);
});
