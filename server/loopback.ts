/** Names and addresses of the loopback interface. */
export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return (
    bare === 'localhost' || bare === '::1' || bare.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(bare)
  );
}

/** The host of a `Host` header or of an authority, without its port, lower case. */
export function hostName(authority: string): string {
  return authority.toLowerCase().replace(/:\d+$/, '');
}
