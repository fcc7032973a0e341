/** The command is wrong: nothing was asked. */
export class AdminUsage extends Error {
  override readonly name = 'AdminUsage'
}
