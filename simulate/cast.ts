import type { UserId } from '#kernel'

/** Somebody who works in the made-up county: an invented name, an agency of the pack, and what they hold, `programme:role`. */
export type Player = Readonly<{
  key: string
  id: UserId
  name: string
  jobTitle: string
  agency: string
  grants: readonly string[]
  team?: 'hub' | 'hate'
}>

// The county's people keep their ids from one making to the next, so that a bookmark or a test may rely on them.
const idOf = (number: number) => `00000000-0000-7000-8000-0000000000${String(number).padStart(2, '0')}` as UserId

const police = 'warwickshire-police'

/** Everybody a demonstration may sign in as; the names are nobody's. */
export const castList = {
  triage: {
    key: 'triage',
    id: idOf(1),
    name: 'Wren Quillfeather',
    jobTitle: 'Hub triage worker',
    agency: 'warwickshire-adults-social-care',
    grants: ['hub:triage'],
    team: 'hub',
  },
  triageToo: {
    key: 'triageToo',
    id: idOf(2),
    name: 'Pascoe Inkpen',
    jobTitle: 'Hub triage worker',
    agency: police,
    grants: ['hub:triage'],
    team: 'hub',
  },
  hubSupervisor: {
    key: 'hubSupervisor',
    id: idOf(3),
    name: 'Rowena Lanternby',
    jobTitle: 'Hub supervisor',
    agency: 'warwickshire-childrens-social-care',
    grants: ['hub:supervisor', 'hub:triage'],
    team: 'hub',
  },
  officer: {
    key: 'officer',
    id: idOf(4),
    name: 'Tamsin Brightwater',
    jobTitle: 'Hate crime officer',
    agency: police,
    grants: ['hate:officer'],
    team: 'hate',
  },
  officerToo: {
    key: 'officerToo',
    id: idOf(5),
    name: 'Idris Merrymoor',
    jobTitle: 'Hate crime officer',
    agency: police,
    grants: ['hate:officer'],
    team: 'hate',
  },
  hateSupervisor: {
    key: 'hateSupervisor',
    id: idOf(6),
    name: 'Odette Fairweather',
    jobTitle: 'Hate crime supervisor',
    agency: police,
    grants: ['hate:supervisor'],
    team: 'hate',
  },
  inspector: {
    key: 'inspector',
    id: idOf(7),
    name: 'Magnus Tidewell',
    jobTitle: 'Duty inspector',
    agency: police,
    grants: ['hub:duty'],
  },
  inspectorToo: {
    key: 'inspectorToo',
    id: idOf(8),
    name: 'Sunita Starling',
    jobTitle: 'Duty inspector',
    agency: police,
    grants: ['hub:duty'],
  },
  inspectorThree: {
    key: 'inspectorThree',
    id: idOf(9),
    name: 'Conrad Foxglove',
    jobTitle: 'Duty inspector',
    agency: police,
    grants: ['hub:duty'],
  },
  community: {
    key: 'community',
    id: idOf(10),
    name: 'Felix Underhill',
    jobTitle: 'Community safety officer',
    agency: 'rugby-borough-council',
    grants: [],
  },
  refuge: {
    key: 'refuge',
    id: idOf(11),
    name: 'Junia Hearthstone',
    jobTitle: 'Refuge worker',
    agency: 'harbour-house',
    grants: ['refuge:worker'],
  },
  auditor: {
    key: 'auditor',
    id: idOf(12),
    name: 'Ansel Plumbline',
    jobTitle: 'Auditor',
    agency: 'local-policing-body',
    grants: ['audit:auditor'],
  },
  analyst: {
    key: 'analyst',
    id: idOf(13),
    name: 'Vesper Abacus',
    jobTitle: 'Analyst',
    agency: 'local-policing-body',
    grants: ['plan:analyst', 'newsletter:editor'],
  },
  ordersOfficer: {
    key: 'ordersOfficer',
    id: idOf(14),
    name: 'Beatrix Larkspur',
    jobTitle: 'Orders officer',
    agency: police,
    grants: ['orders:officer', 'order-breaches:officer'],
  },
  ordersSupervisor: {
    key: 'ordersSupervisor',
    id: idOf(15),
    name: 'Lucan Merriweather',
    jobTitle: 'Superintendent, protective orders',
    agency: police,
    grants: ['orders:supervisor', 'order-breaches:supervisor'],
  },
  slaveryLead: {
    key: 'slaveryLead',
    id: idOf(16),
    name: 'Clementine Ashdown',
    jobTitle: 'Modern slavery lead',
    agency: police,
    grants: ['slavery:lead', 'slavery:responder'],
  },
  domesticAdviser: {
    key: 'domesticAdviser',
    id: idOf(17),
    name: 'Marguerite Ashbell',
    jobTitle: 'Domestic abuse adviser',
    agency: 'harbour-house',
    grants: ['domestic-abuse:worker'],
  },
  domesticLead: {
    key: 'domesticLead',
    id: idOf(18),
    name: 'Callum Wintergreen',
    jobTitle: 'Domestic abuse lead',
    agency: police,
    grants: ['domestic-abuse:lead', 'domestic-abuse:worker'],
  },
  honourLead: {
    key: 'honourLead',
    id: idOf(19),
    name: 'Parveen Nightingale',
    jobTitle: 'Honour-based abuse lead',
    agency: police,
    grants: ['honour-abuse:lead', 'honour-abuse:worker'],
  },
  behaviourLead: {
    key: 'behaviourLead',
    id: idOf(20),
    name: 'Ivor Stonechat',
    jobTitle: 'Behaviour change lead',
    agency: 'turning-path',
    grants: ['own-behaviour:lead', 'own-behaviour:worker'],
  },
  sexualLead: {
    key: 'sexualLead',
    id: idOf(21),
    name: 'Leonora Hazelwood',
    jobTitle: 'Independent sexual violence adviser',
    agency: 'hazelbrook-centre',
    grants: ['sexual-violence:lead', 'sexual-violence:worker'],
  },
  stalkingLead: {
    key: 'stalkingLead',
    id: idOf(22),
    name: 'Dominic Kestrelton',
    jobTitle: 'Stalking lead',
    agency: police,
    grants: ['stalking:lead', 'stalking:worker'],
  },
  childrenLead: {
    key: 'childrenLead',
    id: idOf(23),
    name: 'Harriet Swiftbrook',
    jobTitle: 'Children’s team manager',
    agency: 'warwickshire-childrens-social-care',
    grants: ['children:lead', 'children:worker'],
  },
  exploitationLead: {
    key: 'exploitationLead',
    id: idOf(24),
    name: 'Jerome Wildgoose',
    jobTitle: 'Child exploitation lead',
    agency: police,
    grants: ['child-exploitation:lead', 'child-exploitation:worker'],
  },
  adultsLead: {
    key: 'adultsLead',
    id: idOf(25),
    name: 'Nesta Oakenshaw',
    jobTitle: 'Adults’ team manager',
    agency: 'warwickshire-adults-social-care',
    grants: ['adults:lead', 'adults:worker'],
  },
  preventLead: {
    key: 'preventLead',
    id: idOf(26),
    name: 'Rafe Greenfinch',
    jobTitle: 'Prevent lead',
    agency: police,
    grants: ['radicalisation:lead', 'radicalisation:worker'],
  },
  roadsLead: {
    key: 'roadsLead',
    id: idOf(27),
    name: 'Winifred Roadley',
    jobTitle: 'Road safety lead',
    agency: 'warwickshire-road-safety',
    grants: ['dangerous-driving:lead', 'dangerous-driving:worker'],
  },
  directoryKeeper: {
    key: 'directoryKeeper',
    id: idOf(40),
    name: 'Hester Waymark',
    jobTitle: 'Keeper of the directory of services',
    agency: 'local-policing-body',
    grants: ['directory:editor'],
  },
  recordsKeeper: {
    key: 'recordsKeeper',
    id: idOf(41),
    name: 'Cosmo Foldwell',
    jobTitle: 'Keeper of records: what is kept, and for how long',
    agency: police,
    grants: ['hub:records', 'retention:decider'],
  },
} as const satisfies Readonly<Record<string, Player>>

export type Part = keyof typeof castList

export const players: readonly Player[] = Object.values(castList)

/** Those who share the duty, day and night, in turn. */
export const onTheRota: readonly Player[] = [castList.inspector, castList.inspectorToo, castList.inspectorThree]
