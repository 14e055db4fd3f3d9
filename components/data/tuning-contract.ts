/** The contract of tuning, which few pages need: loaded with what asks first. */
export const tuningContract = () => import('#lib/api/tuning-contract.ts');
