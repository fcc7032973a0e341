/** Stands among the marks of a home (table `home`) while a backup is put into that database: no relay may serve the half of it. */
export const BEING_RESTORED = 'being-restored'
