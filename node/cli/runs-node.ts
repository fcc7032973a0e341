/** Will this command be the node itself: `up`, and not one that starts it in the background? */
export function runsNode(argv: readonly string[]): boolean {
  return argv.find((each) => !each.startsWith('-')) === 'up' && !argv.includes('--detach')
}
