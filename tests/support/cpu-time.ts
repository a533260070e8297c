/**
 * Returns the CPU time in milliseconds, of all threads of this process, since the call that made the function. Unlike time on
 * the clock it does not grow with other load on the machine.
 */
export function cpuClock(): () => number {
  const began = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1000
  }
}
