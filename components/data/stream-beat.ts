/** A tab tells the shared worker this often that it is there, in milliseconds: a closed tab does not say goodbye. */
export const hereEvery = 20_000;
/** Browsers wake the timers of hidden tabs once a minute: silence for longer than this is a closed tab. */
export const silentAfter = 150_000;
