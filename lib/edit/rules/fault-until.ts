/** The annotation that says when to be reminded of an object's faults (RFC 3339). Nothing takes them away by itself. */
export const faultUntil = 'weft.dev/fault-until';
