/**
 * Runs steps one after another, whatever the earlier ones gave, and says at the end what became of each. The
 * very last line is `N passed, N failed`, for whoever reads it by machine.
 * @param {readonly { name: string, run: () => Promise<import('./steps.mjs').Count> }[]} steps
 * @returns {Promise<boolean>} whether nothing failed
 */
export async function runSteps(steps) {
  /** @type {string[]} */
  const lines = [];
  let passed = 0;
  let failed = 0;
  for (const { name, run } of steps) {
    console.log(`\n── ${name}`);
    const began = performance.now();
    const count = await run();
    passed += count.passed;
    failed += count.failed;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    lines.push(`${count.failed === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${seconds.padStart(6)} s  ${outcome(count)}`);
  }
  console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
  return failed === 0;
}

/** @param {import('./steps.mjs').Count} count */
function outcome({ passed, failed }) {
  if (passed + failed === 0) return 'nothing wrong';
  return `${passed} passed, ${failed} failed`;
}
