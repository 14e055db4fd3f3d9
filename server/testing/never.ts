/** The signal of a request that nobody gives up. */
export const never = new AbortController().signal;
