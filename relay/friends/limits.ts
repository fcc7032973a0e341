/** Friends plus requests one has made: every change of a profile is told to all of them in one transaction. */
export const MAX_FRIENDS = 1000
/** Requests that wait for one's answer: strangers cannot grow the list further. */
export const MAX_REQUESTS_IN = 200
/**
 * One page of friends in bytes: the cards of all their devices would make it 19 MB. It ends early, with at least one friend, and
 * fits into a frame.
 */
export const MAX_PAGE_BYTES = 1024 * 1024
/** Accounts one blocks. */
export const MAX_BLOCKED = 1000
