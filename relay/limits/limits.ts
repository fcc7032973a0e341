/** What an account may use is looked up again after this: so late another relay of the home hears of `relay admin quota`. */
export const QUOTA_FRESH_MS = 60_000
/** What an account has sent is looked up again after this: other relays store messages of it too. */
export const SENT_FRESH_MS = 600_000
/** An account that is over its quota looks again this often at most, however often it tries. */
export const OVER_FRESH_MS = 5_000
/** Accounts that this process remembers quotas of, about 200 bytes each. Forgetting costs two queries. */
export const MAX_REMEMBERED_ACCOUNTS = 20_000
