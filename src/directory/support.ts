import type { Installation } from '#kernel'
import { type Html, html, type Visit } from '#web'
import { type Showing, serviceCard, serviceList } from './card-view.ts'
import { type FinderArea, showingOn } from './finder.ts'
import { askedNothing, type Fitting, fitting } from './fit.ts'
import { servicesNow } from './known.ts'
import { openAt } from './opening.ts'
import { dialled, type Service } from './service.ts'
import { sayOpen } from './words.ts'

/** What another page asks: needs by their codes, the most important first, and where, if that is known. */
export type SupportAsked = Readonly<{ needs: readonly string[]; district?: string | null; brief?: true }>

const most = 6
const few = 3

/**
 * Who can help with what another page is about, to stand in that page: as cards, or in brief as a line each. Those for the
 * first need come before those for the next, and none twice; nothing where nobody helps with any of them.
 */
export function supportPort({ house, area }: Readonly<{ house: Installation; area: FinderArea }>) {
  return async (visit: Visit, asked: SupportAsked): Promise<Html | undefined> => {
    const services = await servicesNow(visit, area, house.madeUp)
    const showing = showingOn(visit, house, area)
    const found = forEach(services, asked, showing)
    if (found.length === 0) return undefined
    return asked.brief
      ? html`<ul class="sk-service__ways sk-service__ways--brief">${found.slice(0, few).map(({ service }) => line(service, showing))}</ul>`
      : serviceList(found.slice(0, most).map(({ service }) => serviceCard(service, showing)))
  }
}

function forEach(
  services: readonly Service[],
  { needs, district }: SupportAsked,
  { at, calendar }: Showing,
): readonly Fitting[] {
  const all = needs.flatMap(need =>
    fitting(services, { ...askedNothing, needs: [need], district: district ?? undefined }, { at, calendar }),
  )
  return all.filter((one, index) => all.findIndex(other => other.service.id === one.service.id) === index)
}

/** A name, a number and whether anybody answers it now. */
function line({ said }: Service, { language, at, calendar }: Showing): Html {
  const state = sayOpen(language, openAt(said.hours, at, calendar), at, calendar)
  const way = said.phone
    ? html`<a class="govuk-link" href="tel:${dialled(said.phone)}"><bdi>${said.phone}</bdi></a>`
    : said.text
      ? html`<a class="govuk-link" href="sms:${dialled(said.text)}"><bdi>${said.text}</bdi></a>`
      : undefined
  return html`<li><bdi>${said.name}</bdi>${way && html`<br>${way}`}<br><span class="sk-note">${state}</span></li>`
}
