import type { z } from 'zod';
import type { AcknowledgeResponse, acknowledgeRequest } from '#lib/api/incidents-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { epochSeconds, perSecond } from '#lib/core/units.ts';
import type { Acknowledgement } from '#lib/diagnosis/acknowledgement.ts';
import { visible } from '#lib/format/visible.ts';
import type { Context } from '../context.ts';
import { fullGraph } from '../queries/full-graph.ts';
import { acknowledgementNotes, stances } from '../queries/problem-memory.ts';
import { maySee, problemName, problemsIn } from '../queries/problems.ts';
import { visibilityOf } from '../queries/visibility.ts';

/**
 * Keeps what a person says of a problem that they may see: somebody is at it, it can wait, or neither any more. Nothing of the mesh
 * is written, so it takes no right but to see it; set to view only, Weft keeps nothing of anybody. Throws WeftError `forbidden`,
 * `not-found` for what is not there any more.
 */
export async function acknowledge(
  ctx: Context,
  { problem: name, window, does, span, note }: z.output<typeof acknowledgeRequest>,
): Promise<AcknowledgeResponse> {
  if (ctx.viewOnly === true || ctx.notes === undefined)
    throw new WeftError('forbidden', 'This Weft is set to view only: it keeps nothing that people say.', {
      cure: 'Tell it in the channel of the incident, or start Weft without WEFT_VIEW_ONLY.',
    });
  const visibility = visibilityOf(ctx);
  const full = await fullGraph(ctx, { window, at: null });
  const problem = (await problemsIn(ctx, full)).find(
    (each) => maySee(each, visibility) && problemName(each.seen, visibility) === name,
  );
  if (problem === undefined)
    throw new WeftError('not-found', 'There is no such problem now.', {
      cure: 'It may have gone, or have another cause by now: look at the incidents as they are.',
    });
  const ms = ctx.clock.now();
  const said: Acknowledgement = {
    does,
    by: visible(ctx.viewer.user),
    at: epochSeconds.parse(Math.floor(ms / 1000)),
    note,
    until: does === 'snooze' && span !== null ? epochSeconds.parse(Math.floor(ms / 1000) + span) : null,
    rate: perSecond.parse(problem.rate),
  };
  await ctx.notes.put([{ kind: acknowledgementNotes, key: problem.key, at: ms, body: { ...said } }]);
  ctx.log.info(
    { user: ctx.viewer.user, problem: problem.key, did: does, until: said.until },
    'incident acknowledged',
  );
  return { stance: stances(ctx, ms / 1000)(problem.key, problem.rate) };
}
