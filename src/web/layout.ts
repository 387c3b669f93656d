/* The whole page around its content. */
import { assetUrl } from './assets.ts'
import { madeUpBanner } from './components/banners.ts'
import { type ExitThisPageOptions, exitThisPage } from './components/exit-this-page.ts'
import { logo } from './components/logo.ts'
import type { Sparse } from './components/parts.ts'
import { classes } from './components/parts.ts'
import { type NavigationItem, serviceNavigation } from './components/service-navigation.ts'
import { skipLink } from './components/skip-link.ts'
import { attributes, type Html, html } from './html.ts'

export type LayoutOptions = {
  /** What this page is, as its heading says; the browser's tab shows it with the service's name. */
  readonly title: string
  readonly kind: 'public' | 'hub'
  readonly content: Html
  /** A language tag; English by default. */
  readonly lang?: string | undefined
  readonly dir?: 'ltr' | 'rtl' | undefined
  readonly serviceName?: string | undefined
  /** The place it serves, beside the name. */
  readonly area?: string | undefined
  readonly homeHref?: string | undefined
  /** The words of the banner over a demonstration; no banner without them. */
  readonly madeUp?: string | undefined
  readonly navigation?: Sparse<NavigationItem> | undefined
  /** Who is signed in, with a link or a form to sign out. */
  readonly account?:
    | { readonly name: string; readonly agency?: string | undefined; readonly signOut?: Html | undefined }
    | undefined
  /** What stands at the end of the header. */
  readonly headerEnd?: Html | undefined
  /** What stands right under the header: the same page in other languages. */
  readonly under?: Html | undefined
  /** Leave-at-once button: options of exitThisPage, `true` for its own words, nothing for no button. */
  readonly exit?: ExitThisPageOptions | true | undefined
  /** Back link or breadcrumbs, above the main content but outside it. */
  readonly before?: Html | undefined
  /** Full width for tables and boards, rather than a width for reading. */
  readonly wide?: boolean | undefined
  /** For a page someone may not wish to be seen with: a plain icon, and only `tabTitle` in the tab. */
  readonly discreet?: boolean | undefined
  readonly tabTitle?: string | undefined
  /** Kept out of search engines, and no address of ours sent to the next site. */
  readonly unlisted?: boolean | undefined
  readonly footer?: readonly FooterLink[] | undefined
  readonly footerNote?: Html | undefined
  readonly skipText?: string | undefined
  /** The page's own words in another language. */
  readonly words?: Partial<typeof english> | undefined
}
export type FooterLink = { readonly href: string; readonly text: string }

const english = { about: 'About this service', menu: 'Menu', signedInAs: 'Signed in as', madeUp: 'Demonstration' }

/** A whole document, without any script or style within it. */
export function layout(options: LayoutOptions): Html {
  const hub = options.kind === 'hub'
  const before = (options.before || options.exit) && html`<div class="sk-before">${options.before}</div>`
  const exit = options.exit && exitThisPage({ id: 'exit-this-page', ...(options.exit === true ? {} : options.exit) })
  const body = attributes({
    class: classes('govuk-template__body sk-body', `sk-body--${options.kind}`, options.wide && 'sk-body--wide'),
    'data-sk-alerts': hub && options.account ? '/hub/alerts.json' : undefined,
  })
  const root = attributes({ class: 'govuk-template', lang: options.lang ?? 'en-GB', dir: options.dir ?? 'ltr' })
  return html`<!doctype html>
<html${root}>
<head>${head(options)}</head>
<body${body}>
${skipLink({ href: '#main-content', text: options.skipText ?? 'Skip to main content' })}
${options.madeUp ? madeUpBanner(options.madeUp, worded(options).madeUp) : undefined}
${header(options)}
${options.under}
<div class="govuk-width-container sk-page">
${exit} ${before}
<main class="govuk-main-wrapper sk-main" id="main-content" tabindex="-1">
${options.content}
</main>
</div>
${footer(options)}
</body>
</html>`
}

function head(options: LayoutOptions): Html {
  const hub = options.kind === 'hub'
  const service = options.serviceName ?? 'Safekeep'
  const title = options.discreet
    ? (options.tabTitle ?? options.title)
    : `${options.tabTitle ?? options.title} – ${service}`
  const unlisted = options.unlisted || options.discreet || hub
  return html`<meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="${options.discreet ? '#ffffff' : '#0b3b42'}">
<meta name="format-detection" content="telephone=no">
${unlisted && html`<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="same-origin">`}
${!ownLetters.has(options.lang ?? '') && html`<link rel="preload" href="${assetUrl('letters.woff2')}" as="font" type="font/woff2" crossorigin>`}
<link rel="stylesheet" href="${assetUrl('safekeep.css')}">
${hub && html`<link rel="stylesheet" href="${assetUrl('hub.css')}">`}
<link rel="icon" href="${assetUrl(options.discreet ? 'plain-icon.svg' : 'icon.svg')}" type="image/svg+xml">
<script type="module" src="${assetUrl('public.js')}"></script>
${hub && html`<script type="module" src="${assetUrl('hub.js')}"></script>`}`
}

/** Languages whose letters ours lack: the device's are used. */
const ownLetters: ReadonlySet<string> = new Set(['pa', 'ur'])

function header(options: LayoutOptions): Html {
  const service = options.serviceName ?? 'Safekeep'
  const area = options.area ? html`<span class="sk-header__area">${options.area}</span>` : undefined
  const items = options.navigation
  return html`<header class="sk-header"><div class="govuk-width-container sk-header__inner">
<a class="sk-header__home" href="${options.homeHref ?? (options.kind === 'hub' ? '/hub' : '/')}">${logo}
<span class="sk-header__words"><span class="sk-header__name">${service}</span>${area}</span></a>
${options.headerEnd} ${options.account && account(options.account, worded(options).signedInAs)}
</div></header>
${items && items.length > 0 ? serviceNavigation({ navigation: items, navigationId: 'sk-navigation', menuButtonText: worded(options).menu }) : undefined}`
}

const worded = ({ words }: LayoutOptions) => ({ ...english, ...words })

const account = ({ name, agency, signOut }: NonNullable<LayoutOptions['account']>, signedInAs: string): Html =>
  html`<div class="sk-account"><p class="sk-account__who"><span class="govuk-visually-hidden">${signedInAs} </span>
<strong>${name}</strong>${agency ? html` <span class="sk-account__agency">${agency}</span>` : undefined}</p>${signOut}</div>`

function footer(options: LayoutOptions): Html {
  const { footer = standardLinks, footerNote } = options
  const links = footer.map(
    ({ href, text }) => html`<li><a class="govuk-link sk-footer__link" href="${href}">${text}</a></li>`,
  )
  return html`<footer class="sk-footer"><div class="govuk-width-container">
<h2 class="govuk-visually-hidden">${worded(options).about}</h2><ul class="sk-footer__links">${links}</ul>
${footerNote && html`<div class="sk-footer__note">${footerNote}</div>`}</div></footer>`
}

const standardLinks: readonly FooterLink[] = [
  { href: '/accessibility', text: 'Accessibility' },
  { href: '/privacy', text: 'Privacy' },
  { href: '/contact', text: 'Contact' },
  { href: '/licence', text: 'Licence and sources' },
]
