import type { Installation } from '#kernel'
import type { Route } from '#web'
import { type FinderArea, finderRoutes } from './finder.ts'
import { editRoutes } from './hub/edit.ts'
import { listRoute } from './hub/list.ts'
import { serviceRoutes } from './hub/service.ts'
import { referralRoutes } from './referral/routes.ts'

/** The installation and the area whose services these are. */
export type Directory = Readonly<{ house: Installation; area: FinderArea }>

/** Every address of the directory: for the public, for staff and for other programs. */
export function directoryRoutes({ house, area }: Directory): readonly Route[] {
  return [
    ...finderRoutes(house, area),
    ...referralRoutes(house, area),
    listRoute,
    ...editRoutes(area),
    ...serviceRoutes(area),
  ]
}
