/** A client address cut to its network (IPv4 /24, IPv6 /48): enough to throttle and to see a pattern, not a person. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address)
  return v4 ? `${v4[1]}.0/24` : `${prefixOf(address, 3)}::/48`
}

/** Whoever connects from a client address: IPv4 as it is, of IPv6 the /64 that one household or machine has to itself. */
export function peerOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  return v4 ? v4[1]! : `${prefixOf(address, 4)}::/64`
}

/** The first groups of an IPv6 address; a `::` stands for as many zeros as are missing. */
function prefixOf(address: string, length: number): string {
  const [head = '', tail] = address.split('::', 2)
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) {
    const behind = tail.split(':').filter(Boolean)
    groups.push(...Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0'), ...behind)
  }
  return groups.slice(0, length).join(':')
}
