import { holds, type Visit } from '#web'

/** A request to delete is decided by a supervisor of the hub, or by whoever answers for what is kept. */
export const mayDecide = ({ signedIn }: Pick<Visit, 'signedIn'>): boolean =>
  signedIn !== undefined && (holds(signedIn, 'hub:supervisor') || holds(signedIn, 'retention'))

/** What was granted is deleted by whoever answers for what is kept; the database sees to it that another granted it. */
export const mayDispose = ({ signedIn }: Pick<Visit, 'signedIn'>): boolean =>
  signedIn !== undefined && holds(signedIn, 'retention')

/** A code is stopped for whoever reported by a supervisor of the hub alone: nothing gives it back. */
export const mayStop = ({ signedIn }: Pick<Visit, 'signedIn'>): boolean =>
  signedIn !== undefined && holds(signedIn, 'hub:supervisor')
