/**
 * The schemas of the API, fetched when the first answer is to be checked on the main thread: what the graph page needs at
 * its start is checked by the graph worker, so the library of schemas does not delay that page.
 */
export const contract = () => import('#lib/api/contract.ts');
