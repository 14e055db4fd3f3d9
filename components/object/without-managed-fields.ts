/**
 * YAML of an object, as Kubernetes writes it, as one hands it on or starts to change it: `metadata.managedFields` is the API
 * server's own. A line of that name anywhere else stays.
 */
export function withoutManagedFields(text: string): string {
  let inMetadata = false;
  let dropping = false;
  const kept = text.split('\n').filter((line) => {
    if (/^\S/.test(line)) {
      inMetadata = line === 'metadata:';
      dropping = false;
    } else if (inMetadata && /^ {2}\S/.test(line)) {
      dropping = line === '  managedFields:' || (dropping && line.startsWith('  - '));
    }
    return !dropping || line === '';
  });
  return kept.join('\n');
}
