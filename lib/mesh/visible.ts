/**
 * Whether an object of `owner` namespace is visible in `viewer` namespace by its `exportTo`: `*` everywhere, `.` in its own
 * namespace, `~` nowhere, else a namespace by name. An empty list takes the mesh's default.
 */
export function isExportedTo(
  exportTo: readonly string[] | undefined,
  fallback: readonly string[],
  owner: string,
  viewer: string,
): boolean {
  const list = exportTo !== undefined && exportTo.length > 0 ? exportTo : fallback;
  return list.some((to) => to === '*' || (to === '.' ? owner === viewer : to === viewer));
}
