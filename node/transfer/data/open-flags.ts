import { constants } from 'node:fs'

/** A link in the place of a file is an error, where the system knows how to say so. */
export const NO_FOLLOW = constants.O_NOFOLLOW ?? 0
/** To read a file of a person's: a link or a pipe that has taken its place is not followed, and not waited for. */
export const READ_FILE = constants.O_RDONLY | NO_FOLLOW | (constants.O_NONBLOCK ?? 0)
