/**
 * Milliseconds of processor time that this process has used: of a machine that others keep busy it tells no more than
 * of an idle one, where the time on the wall is many times longer, and longer still for what takes long.
 */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
