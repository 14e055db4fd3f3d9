/** What is accepted by who unpacks JSON by himself: the same text, compressed by gzip. */
export const packedJson = 'application/gzip';
