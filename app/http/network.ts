/** A client address cut to its network (IPv4 /24, IPv6 /48): enough to throttle and to see a pattern, not a person. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address)
  if (v4) return `${v4[1]}.0/24`
  const [head = '', tail] = address.split('::', 2)
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) while (groups.length < 3) groups.push('0')
  return `${groups.slice(0, 3).join(':')}::/48`
}
