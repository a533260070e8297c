/** The zone dates of the house are shown in and new dates are first offered in. */
export const HOME_ZONE = 'Europe/Madrid'
