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
  /** The words for each need that one of them meets first. */
  needs: Readonly<Record<string, string>>
}>

/** A kind of report that the public may make. */
export type Reportable = Readonly<{ id: string; report: ReportDef }>
