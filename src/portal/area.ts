import type { ReportDef } from '#kernel'

/** Somebody who can help, as public pages show them. */
export type SupportService = Readonly<{
  id: string
  name: string
  about: string
  helpsWith: readonly string[]
  phone?: string
  text?: string
  web?: string
  hours?: string
  free?: boolean
  emergency?: true
  checked: boolean
}>

/** What the front door needs to know of the place it stands in. */
export type PortalArea = Readonly<{
  name: string
  force: Readonly<{ name: string }>
  exitTo: string
  emergency: Readonly<{ title: string; text: string; cannotSpeak: string; deaf: string; notUrgent: string }>
  services: readonly SupportService[]
  agencies: readonly Readonly<{ kind: string; name: string }>[]
  /** What the gazetteer makes of the postcode in a text. */
  places: Readonly<{
    postcode(text: string): Readonly<{ kind: 'found' | 'unknown' | 'outside'; postcode: string }> | undefined
  }>
  /** Who is answerable over the border, by outward halves of postcodes or by the letters they begin with. */
  elsewhere: readonly Elsewhere[]
  /** The words for each need that one of them meets first. */
  needs: Readonly<Record<string, string>>
}>

/** Who answers for a place outside the area, as far as the area's pack knows. */
export type Elsewhere = Readonly<{ postcodes: readonly string[]; place: string; force: string; council?: string }>

/** A kind of report that the public may make. */
export type Reportable = Readonly<{ id: string; report: ReportDef }>
