import { z } from 'zod';

/** Unix time in seconds, as Prometheus counts it. */
export const epochSeconds = z.number().brand<'EpochSeconds'>();
export type EpochSeconds = z.infer<typeof epochSeconds>;

/** A length of time in seconds. */
export const seconds = z.number().brand<'Seconds'>();
export type Seconds = z.infer<typeof seconds>;

/** A length of time in milliseconds, the unit of Istio's duration metrics. */
export const milliseconds = z.number().brand<'Milliseconds'>();
export type Milliseconds = z.infer<typeof milliseconds>;

/** Requests, messages or connections per second. */
export const perSecond = z.number().brand<'PerSecond'>();
export type PerSecond = z.infer<typeof perSecond>;

/** Bytes per second. */
export const bytesPerSecond = z.number().brand<'BytesPerSecond'>();
export type BytesPerSecond = z.infer<typeof bytesPerSecond>;

/** A part of a whole, 0 to 1. "No data" is null, never 0. */
export const share = z.number().brand<'Share'>();
export type Share = z.infer<typeof share>;
