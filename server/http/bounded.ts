import { WeftError } from '#lib/core/error-code.ts';
import type { Context } from '../context.ts';
import { shared } from '../queries/shared.ts';
import { RateBound, type RateLimits } from './rate-bound.ts';

type Handler = (ctx: Context, request: Request) => Response | Promise<Response>;

/** What is asked while a person types or drags: several times a second from more than one page, and no more. */
export const asOneTypes: RateLimits = { burst: 30, perSecond: 8 };

/**
 * A handler that each viewer may ask only so often; `name` is that of the endpoint, each has its own bound. Who asks more often
 * gets WeftError `too-many`, before anything of the request is read.
 */
export const bounded =
  (name: string, limits: RateLimits, handle: Handler): Handler =>
  (ctx, request) => {
    const bound = shared(ctx.kube, `rate-bound ${name}`, () => new RateBound(limits, ctx.clock));
    if (bound.take(ctx.viewer.id)) return handle(ctx, request);
    throw new WeftError('too-many', 'You ask for this more often than Weft answers one viewer.', {
      cure: `Wait a second and ask again: ${limits.perSecond} times a second are answered, ${limits.burst} at once.`,
    });
  };
