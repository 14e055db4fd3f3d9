import { z } from 'zod';
import { ending, simulation, step } from '#lib/simulate/simulation.ts';

const protocol = z.enum(['http', 'grpc', 'tcp', 'tls']);

/**
 * GET /api/v1/simulate?from=NODE&host=HOST[&port=][&protocol=][&method=][&path=][&headers=][&authority=][&iss=&sub=&aud=]: what the
 * proxies of the mesh would do with a request, by the configuration of now. Nothing is sent.
 */
export const simulateResponse = z.object({
  /** As it was asked for, without what a URL has beside it. */
  host: z.string(),
  /** As it was simulated: where no port was asked for it is the first that the host declares. */
  port: z.number().int(),
  protocol,
  simulation,
  /** The same for each port that the host declares, in the protocol it is usually spoken to. */
  ports: z.array(
    z.object({
      port: z.number().int(),
      protocol,
      outcomes: z.array(z.object({ share: z.number(), ending })),
      /** What decides against it, or cannot be told; empty where it gets through. */
      against: z.array(step),
    }),
  ),
});
export type SimulateResponse = z.infer<typeof simulateResponse>;
