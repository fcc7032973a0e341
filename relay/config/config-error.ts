/** What a person wrote and the relay cannot use: where it stands, and what is allowed there. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
