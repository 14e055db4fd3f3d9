import type { EdgeId, NodeId } from './ids.ts';
import type { EpochSeconds, Seconds } from './units.ts';

// The schemas that check these values bring a library of 30 kB. What every page loads first makes them here, of values
// that are known to be what their brand says.

/** A number of seconds. */
export const asSeconds = (value: number) => value as Seconds;

/** A moment in Unix seconds. */
export const asEpochSeconds = (value: number) => value as EpochSeconds;

/** A text that is not empty, as the identity of a node; whether there is such a node is for the server to say. */
export const asNodeId = (text: string) => text as NodeId;

/** A text that is not empty, as the identity of an edge. */
export const asEdgeId = (text: string) => text as EdgeId;
