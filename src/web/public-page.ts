import { type Html, html } from './html.ts'
import { languageMenu } from './language-menu.ts'
import { english, localeOf } from './languages.ts'
import { type Answer, type Shown, show, type Visit } from './route.ts'

export type PublicPage = Readonly<{
  /** What the tab shows, already in the visitor's language: it must say nothing to whoever looks over a shoulder. */
  tab: string
  content: Html
  before?: Html
  status?: number
  /** Full width, for tables and figures. */
  wide?: boolean
  /** Kept out of search engines, with a plain icon and no name in the tab. */
  discreet?: boolean
  /**
   * Where the same page is in another language: by its own address unless this is given. A page that answered a post
   * names its form and the form's address: its buttons send what was typed there, with `do=language`. `none` where the
   * page cannot be made again; `at` where another page stands for it.
   */
  again?: Readonly<{ form: string; action: string }> | Readonly<{ at: string }> | 'none'
}>

/** A page for the public, in the visitor's language: always with the way out, and with the other languages. */
export function publicPage(
  visit: Visit,
  { tab, content, before, status = 200, wide, discreet, again }: PublicPage,
): Answer {
  const { language } = visit
  const { say } = language
  const page: Shown = {
    title: tab,
    tabTitle: tab,
    kind: 'public',
    lang: localeOf(language),
    dir: language.dir,
    homeHref: language.to('/'),
    skipText: say('Skip to main content'),
    words: { about: say('About this service'), menu: say('Menu'), madeUp: say('Demonstration') },
    exit: exitIn(visit),
    footer: [
      { href: language.to('/accessibility'), text: say('Accessibility') },
      { href: language.to('/privacy'), text: say('Privacy') },
      { href: language.to('/contact'), text: say('Contact') },
      { href: language.to('/news'), text: say('Newsletter') },
      { href: language.to('/licence'), text: say('Licence and sources') },
    ],
    under: languageMenu(visit, again),
    ...(wide && { wide }),
    ...(discreet && { discreet: true, unlisted: true }),
    ...(status >= 400 && { unlisted: true }),
    ...(before && { before }),
    content,
  }
  return show(page, status)
}

/** The way out, to where the house says. */
const exitIn = ({ language, house }: Visit): NonNullable<Shown['exit']> => {
  const { say } = language
  return {
    ...(house.exitTo && { redirectUrl: house.exitTo }),
    html: html`<span class="govuk-visually-hidden">${say('Emergency')}</span> ${say('Exit this page')}`,
    ...(language !== english && {
      activatedText: say('Loading.'),
      timedOutText: say('Exit this page expired.'),
      pressTwoMoreTimesText: say('Shift, press 2 more times to exit.'),
      pressOneMoreTimeText: say('Shift, press 1 more time to exit.'),
    }),
  }
}

/** Words at a width for reading. */
export const column = (content: Html): Html =>
  html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${content}</div></div>`
