/** Whom we may ask how it was, as far as a program can tell. */
export type Asking = Readonly<{
  /** The kind of report is one of which nobody is asked unless it is known to be safe to reach them. */
  careful: boolean
  /** A way to reach them has been called safe, by them. */
  safeContact: boolean
  under16: boolean
  /** What whoever closes it says: nobody is asked who has died, or whom it would not be safe to ask. */
  staffSay: 'yes' | 'no'
}>

/**
 * May they be asked? Never under 16, never the dead, and where abuse at home may be behind it only once safe contact is
 * confirmed: the rule of victims' surveys that local practice follows.
 */
export const mayBeAsked = ({ careful, safeContact, under16, staffSay }: Asking): boolean =>
  staffSay === 'yes' && !under16 && (!careful || safeContact)
