/** The contract of editing, which few pages need: loaded with what asks first. */
export const editContract = () => import('#lib/api/edit-contract.ts');
