/** Friends plus requests one has made: every change of a profile is told to all of them in one transaction. */
export const MAX_FRIENDS = 1000
/** Requests that wait for one's answer: strangers cannot grow the list further. */
export const MAX_REQUESTS_IN = 200
/** Accounts one blocks. */
export const MAX_BLOCKED = 1000
