import { z } from 'zod';

/** POST /api/v1/session: sign in with a bearer token (mode `token` only). DELETE signs out. */
export const sessionRequest = z.object({ token: z.string().min(1).max(65536) });
