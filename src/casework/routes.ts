import type { Route } from '#web'
import { actionRoutes } from './actions.ts'
import { type CasePanel, casePage } from './case.ts'
import { correctRoutes } from './correct.ts'
import { documentRoutes } from './documents.ts'
import { casesPage } from './list.ts'
import { newCaseRoutes } from './new.ts'
import { peopleRoutes } from './people.ts'
import { shareRoutes } from './shares.ts'
import { stepRoutes } from './step.ts'

/** Every address of a case: one set of pages, whatever its programme. */
export const caseRoutes = ({ panels = [] }: Readonly<{ panels?: readonly CasePanel[] }> = {}): readonly Route[] => [
  casesPage,
  ...newCaseRoutes,
  casePage(panels),
  ...stepRoutes,
  ...correctRoutes,
  ...peopleRoutes,
  ...actionRoutes,
  ...shareRoutes,
  ...documentRoutes,
]
