import type { ReportDef } from '#kernel'
import type { Html, Visit } from '#web'

/** What the front door needs to know of the place it stands in. */
export type PortalArea = Readonly<{
  name: string
  force: Readonly<{ name: string }>
  exitTo: string
  emergency: Readonly<{ title: string; text: string; cannotSpeak: string; deaf: string; notUrgent: string }>
  agencies: readonly Readonly<{ kind: string; name: string }>[]
  /** What the gazetteer makes of the postcode in a text. */
  places: Readonly<{
    postcode(text: string): Readonly<{ kind: 'found' | 'unknown' | 'outside'; postcode: string }> | undefined
  }>
  /** Who is answerable over the border, by outward halves of postcodes or by the letters they begin with. */
  elsewhere: readonly Elsewhere[]
}>

/** Who answers for a place outside the area, as far as the area's pack knows. */
export type Elsewhere = Readonly<{ postcodes: readonly string[]; place: string; force: string; council?: string }>

/** A kind of report that the public may make. */
export type Reportable = Readonly<{ id: string; report: ReportDef }>

/**
 * Who can help with what a form is about, as a piece of a page: those for what comes first before others. `brief` is only
 * how to reach a few; nothing where there is nobody.
 */
export type SupportPort = (
  visit: Visit,
  asked: Readonly<{ needs: readonly string[]; district?: string | null; brief?: true }>,
) => Promise<Html | undefined>
