/**
 * The range of the block, or of the folded text, under `key` in YAML as Kubernetes writes it: from the end of the key's line to the end of the last
 * line indented deeper, list items at the key's own indent included. Null when there is no such block.
 */
export function foldedBlock(
  text: string,
  key: string,
): { readonly from: number; readonly to: number } | null {
  const start = new RegExp(`^( *)${key.replace(/[.\\/]/g, '\\$&')}:[ ]*(?:[|>][-+]?)?[ ]*$`, 'm').exec(text);
  if (!start) return null;
  const indent = start[1]?.length ?? 0;
  const from = start.index + start[0].length;
  let to = from;
  for (const line of text.slice(from + 1).split('\n')) {
    const depth = line.length - line.trimStart().length;
    const inside = depth > indent || (depth === indent && line.startsWith('- ', indent));
    if (line.trim() === '' || !inside) break;
    to += 1 + line.length;
  }
  return to > from ? { from, to } : null;
}
