/** Returns the network of an address (IPv4 /24, IPv6 /48): enough to throttle and see patterns, not to identify people. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address)
  return v4 ? `${v4[1]}.0/24` : `${prefixOf(address, 3)}::/48`
}

/** Returns the address of one client: IPv4 as it is, IPv6 cut to the /64 that a household or machine has to itself. */
export function peerOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  return v4?.[1] ?? `${prefixOf(address, 4)}::/64`
}

/** Returns the first groups of an IPv6 address, with `::` expanded to the zeros it stands for. */
function prefixOf(address: string, length: number): string {
  const [head = '', tail] = address.split('::', 2)
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) {
    const behind = tail.split(':').filter(Boolean)
    groups.push(...Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0'), ...behind)
  }
  return groups.slice(0, length).join(':')
}
