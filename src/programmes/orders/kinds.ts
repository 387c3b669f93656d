import type { Limit, Told } from '#kernel'

/** A kind of order as the law describes it. Lengths of time are ids of limits, which hold value, source and dates. */
export type OrderKind = Readonly<{
  title: string
  short: string
  /** What a court must be satisfied of, in plain words. */
  test: string
  /** Who may apply, and where. */
  applies: string
  ages?: string
  /** The least age, in whole years, of whoever it may bind, and of whoever it may protect. */
  subjectFrom?: number
  protectedFrom?: number
  /** Police may bind somebody at once by a notice; whoever authorises it, and by when the court must hear the application. */
  notice?: Readonly<{ short: string; authorisedBy: readonly Rank[]; hearing: string; breachCourt: string }>
  least?: string
  most?: string
  /** Within which the subject gives police their names and address. */
  notification?: string
  tag?: string
  /** The longest that a ban on travel in it may last. */
  travel?: string
  /** Within which whoever is arrested for a breach of the order must be before a court. */
  breachCourt?: string
  breach: 'offence' | 'civil' | 'either'
  /** What may be done about a breach, as an officer would be told it. */
  power: string
  source: string
  confidence: Limit['confidence']
  note?: string
}>

export const ranks = {
  inspector: 'Inspector',
  chiefInspector: 'Chief inspector',
  superintendent: 'Superintendent',
  above: 'Above superintendent',
  notPolice: 'Not a police officer',
} as const
type Rank = keyof typeof ranks

const superintendentOrAbove = ['superintendent', 'above'] as const
const offence = 'Breach is an offence, with up to five years in prison. Arrest as for any such offence.'

/** Every kind that the register knows. What is marked `check` is still to be read in the primary document. */
export const kinds = {
  dvpo: {
    title: 'Domestic violence protection order',
    short: 'DVPO',
    test: 'There has been violence, or a threat of it, by somebody associated, and an order is needed to protect.',
    applies: 'Police, to a magistrates’ court, after a notice (DVPN)',
    ages: 'Subject 18 or over',
    subjectFrom: 18,
    notice: {
      short: 'DVPN',
      authorisedBy: superintendentOrAbove,
      hearing: 'domestic.protection-notice-court',
      breachCourt: 'domestic.protection-breach-court',
    },
    least: 'domestic.protection-order-shortest',
    most: 'domestic.protection-order-longest',
    breachCourt: 'domestic.protection-breach-court',
    breach: 'civil',
    power:
      'Arrest for breach and bring before the court. It is not an offence in itself: the court may fine (£50 a day, up to £5,000) or commit to prison for up to two months.',
    source: 'Crime and Security Act 2010, ss. 24 to 33',
    confidence: 'sure',
  },
  dapo: {
    title: 'Domestic abuse protection order',
    short: 'DAPO',
    test: 'There has been abuse of any kind by somebody connected, and an order is necessary and proportionate to protect.',
    applies:
      'Police, to a magistrates’ court; the person abused, or others with leave, to the family court; any court of its own motion',
    ages: 'Person protected 16 or over, subject 18 or over',
    subjectFrom: 18,
    protectedFrom: 16,
    notice: {
      short: 'DAPN',
      authorisedBy: ['inspector', 'chiefInspector', ...superintendentOrAbove],
      hearing: 'domestic.abuse-notice-court',
      breachCourt: 'domestic.abuse-notice-breach-court',
    },
    notification: 'domestic.abuse-order-notification',
    tag: 'domestic.abuse-order-tag',
    breach: 'offence',
    power: `${offence} Breach of the notice alone: arrest and bring before the court.`,
    source: 'Domestic Abuse Act 2021, part 3',
    confidence: 'check',
    note: 'A pilot in some areas: check that it has come to this one. The rank for a notice is to be checked too.',
  },
  spo: {
    title: 'Stalking protection order',
    short: 'SPO',
    test: 'Acts associated with stalking, a risk that goes with them, and an order is necessary to protect.',
    applies: 'Chief officer of police, to a magistrates’ court; an interim order is possible',
    ages: 'Subject 10 or over; under 18 in the youth court',
    subjectFrom: 10,
    least: 'stalking.order-shortest',
    notification: 'stalking.order-notification',
    breach: 'offence',
    power: offence,
    source: 'Stalking Protection Act 2019',
    confidence: 'sure',
  },
  restraining: {
    title: 'Restraining order',
    short: 'Restraining order',
    test: 'A criminal court, on conviction or acquittal, finds it necessary to protect somebody from harassment or violence.',
    applies: 'The court, asked by the prosecution; named persons may apply to vary it',
    breach: 'offence',
    power: offence,
    source: 'Sentencing Act 2020, s. 360; Protection from Harassment Act 1997, s. 5A',
    confidence: 'sure',
  },
  nonMolestation: {
    title: 'Non-molestation order',
    short: 'Non-molestation',
    test: 'Somebody associated needs protection from molestation; the court looks at health, safety and well-being.',
    applies: 'The person concerned, to the family court; at first without notice, if need be',
    breach: 'offence',
    power: `${offence} It counts once the subject is aware of the order.`,
    source: 'Family Law Act 1996, ss. 42 and 42A',
    confidence: 'sure',
  },
  occupation: {
    title: 'Occupation order',
    short: 'Occupation',
    test: 'Who may live in a home is to be settled, weighing harm to each and to any child.',
    applies: 'Somebody entitled or associated, to the family court',
    most: 'orders.occupation-longest',
    breach: 'civil',
    power:
      'Contempt of court, not an offence. Arrest only where the court attached a power of arrest: look at the order.',
    source: 'Family Law Act 1996, ss. 33 to 38 and 47',
    confidence: 'sure',
    note: 'Under section 33 it may be for any period: the six months are for the other sections.',
  },
  shpo: {
    title: 'Sexual harm prevention order',
    short: 'SHPO',
    test: 'Convicted of a listed offence, and an order is necessary to protect from sexual harm.',
    applies: 'The court on conviction; or police or the National Crime Agency, to a magistrates’ court',
    least: 'orders.sexual-harm-prevention-shortest',
    travel: 'orders.sexual-harm-travel-longest',
    breach: 'offence',
    power: offence,
    source: 'Sentencing Act 2020, part 11; Sexual Offences Act 2003, s. 103A',
    confidence: 'sure',
  },
  sro: {
    title: 'Sexual risk order',
    short: 'SRO',
    test: 'An act of a sexual nature, and an order is necessary to protect from harm. No conviction is needed.',
    applies: 'Police or the National Crime Agency, to a magistrates’ court',
    least: 'orders.sexual-risk-shortest',
    breach: 'offence',
    power: offence,
    source: 'Sexual Offences Act 2003, s. 122A',
    confidence: 'sure',
  },
  fgmpo: {
    title: 'Female genital mutilation protection order',
    short: 'FGM protection',
    test: 'A girl or woman needs protection from genital mutilation, or has suffered it.',
    applies: 'The girl or woman, the local authority, others with leave, or the court itself',
    breach: 'either',
    power: `${offence} It may be dealt with as contempt of court instead.`,
    source: 'Female Genital Mutilation Act 2003, schedule 2',
    confidence: 'sure',
  },
  fmpo: {
    title: 'Forced marriage protection order',
    short: 'Forced marriage',
    test: 'Somebody needs protection from being forced into marriage, or has been.',
    applies: 'The person to be protected, the local authority, others with leave, or the court itself',
    breach: 'offence',
    power: `${offence} Any marriage under 18 has been unlawful since 27 February 2023.`,
    source: 'Family Law Act 1996, part 4A',
    confidence: 'sure',
  },
  related: {
    title: 'Another order',
    short: 'Another order',
    test: 'Respect, criminal behaviour, slavery and trafficking, serious crime prevention, violent offender or harassment.',
    applies: 'See the order',
    breach: 'either',
    power: 'Look at the order: what a breach is, and whether it carries a power of arrest, differs.',
    source: 'The order itself',
    confidence: 'check',
  },
} as const satisfies Readonly<Record<string, OrderKind>>

export type KindId = keyof typeof kinds

/** The kinds by id, read as what they have in common. */
const byId: Readonly<Record<string, OrderKind>> = kinds

/** The kind of order that a code names; nothing where it names none. */
export const kindOf = (code: unknown): OrderKind | undefined =>
  typeof code === 'string' && Object.hasOwn(byId, code) ? byId[code] : undefined

/** The kind that stands for a case. */
export const kindIn = (stands: Told): OrderKind | undefined => kindOf(stands.kind)

/** Their titles, as the options of a choice. */
export const kindTitles = titlesOf(kinds)

function titlesOf<K extends string>(from: Readonly<Record<K, OrderKind>>): Readonly<Record<K, string>> {
  return Object.fromEntries(Object.entries<OrderKind>(from).map(([id, kind]) => [id, kind.title])) as Record<K, string> // fromEntries forgets the keys
}

/** The limit within which whoever is arrested for this breach must be before a court; nothing where no such rule is known. */
export function breachCourtIn(stands: Told): string | undefined {
  const kind = kindIn(stands)
  return stands.breached === 'notice' ? kind?.notice?.breachCourt : kind?.breachCourt
}
