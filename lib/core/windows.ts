/** The windows over which a graph can be asked for, in seconds: 1m to 6h. */
export const graphWindows = [60, 300, 600, 1800, 3600, 10800, 21600] as const;

/** How far back the timeline looks, in seconds: 1h, 6h, 24h. */
export const timelineSpans = [3600, 21600, 86400] as const;
