import {
  asId,
  NotFound,
  type PersonFound,
  type Problem,
  part,
  type RecordShown,
  Refused,
  recordsById,
  said,
  type Tx,
} from '#kernel'
import {
  differencesOf,
  type Paired,
  type Review,
  readPair,
  review,
  reviewsOf,
  type SaidDifferent,
  undoReview,
  type Verdict,
} from '#matching'
import {
  type Answer,
  breadcrumbs,
  form,
  goTo,
  type Look,
  nameOf,
  notFoundPage,
  page,
  type Route,
  show,
  type Visit,
  withPurpose,
} from '#web'
import { pairView } from './pair-view.ts'
import { namesOf, type Told, toldOf, type Where, whereAre } from './queries.ts'

const hub = { holds: ['hub'] } as const
const at = '/hub/matches/:id'

/** Two records that may be of one person, side by side; what is said of them, with a reason, and taken back with one. */
export const pairRoutes: readonly Route[] = [
  page({ at, who: hub, audit: 'match.read' }, visit => onPair(visit, (look, id) => pairPage(visit, look, id))),
  form({ at, who: hub, audit: 'match.review' }, visit => onPair(visit, (look, id) => reviewed(visit, look, id))),
  form({ at: `${at}/undo`, who: hub, audit: 'match.undo' }, visit =>
    onPair(visit, (look, id) => undone(visit, look, id)),
  ),
]

/** All that is looked at in this round is looked at for one reason, stated once a day: it names no record. */
export const reviewing = '00000000-0000-7000-8000-00006d617463'

/** One of the two, with all that helps to tell them apart. */
export type Side = Readonly<{ record: RecordShown; told: Told; where: readonly Where[] }>
export type PairShown = Readonly<{
  suggestion: Paired
  sides: readonly [Side, Side]
  reviews: readonly (Review & { readonly by: string })[]
  /** What was said of one of the two and another record of whoever the other is, which stands against their being one. */
  against: readonly SaidDifferent[]
}>

type OnPair = (look: Look, id: string) => Promise<Answer>

async function onPair(visit: Visit, answer: OnPair): Promise<Answer> {
  const id = asId(visit.params.id ?? '')
  return id ? withPurpose(visit, reviewing, look => answer(look, id)) : notFoundPage(visit)
}

async function pairIn(tx: Tx, id: string): Promise<PairShown> {
  const suggestion = await readPair(tx, id)
  const [a, b] = suggestion.records
  const [records, reviews, different] = await Promise.all([
    recordsById(tx, [a, b]),
    reviewsOf(tx, a, b),
    differencesOf(tx, [a, b]),
  ])
  const people: readonly PersonFound[] = records.map(record => ({ personId: record.personId, records: [record] }))
  const [told, where, names] = await Promise.all([
    toldOf(tx, [a, b]),
    whereAre(tx, people),
    namesOf(
      tx,
      reviews.map(one => one.byUser),
    ),
  ])
  const sides = records.map((record, i) => ({ record, told: told.get(record.id)!, where: where[i] ?? [] }))
  return {
    suggestion,
    sides: [sides[0]!, sides[1]!],
    reviews: reviews.map(one => ({ ...one, by: names.get(one.byUser) ?? 'Somebody' })),
    against: different.filter(one => {
      const beside = records.find(({ id }) => id !== one.record)
      return one.person !== null && one.person === beside?.personId && one.other !== beside.id
    }),
  }
}

async function pairPage(visit: Visit, look: Look, id: string, problems: readonly Problem[] = []): Promise<Answer> {
  const pair = await look(tx => pairIn(tx, id), 'match.read')
  return show(
    {
      title: `${problems.length ? 'Error: ' : ''}Are these one person?`,
      kind: 'hub',
      wide: true,
      before: breadcrumbs({
        items: [
          { text: 'Worklist', href: '/hub' },
          { text: 'Possible matches', href: '/hub/matches' },
          { text: pair.sides.map(({ record }) => nameOf(record)).join(' and ') },
        ],
      }),
      content: pairView(visit, look, pair, problems),
    },
    problems.length ? 422 : 200,
  )
}

const verdicts: readonly Verdict[] = ['same', 'different', 'unsure']
const reasonIn = ({ given }: Visit): string => said(part(given, 'reason')).slice(0, 1000)

async function reviewed(visit: Visit, look: Look, id: string): Promise<Answer> {
  const verdict = verdicts.find(one => one === said(part(visit.given, 'verdict')))
  const [why, seen] = [reasonIn(visit), said(part(visit.given, 'seen')) || undefined]
  const problems = [
    ...(verdict ? [] : [{ field: 'verdict', message: 'Select what they are, or that it cannot be told' }]),
    ...(why ? [] : [{ field: 'reason', message: 'Enter why you think so' }]),
  ]
  if (!verdict || problems.length) return pairPage(visit, look, id, problems)
  return orSaysWhy(visit, look, id, 'reason', () =>
    look(tx => review(tx, id, verdict, why, seen)).then(() => goTo(`/hub/matches/${id}?done=${verdict}`)),
  )
}

async function undone(visit: Visit, look: Look, id: string): Promise<Answer> {
  const why = reasonIn(visit)
  const reviewId = asId(said(part(visit.given, 'review')))
  if (!reviewId) return notFoundPage(visit)
  if (!why) return pairPage(visit, look, id, [{ field: 'undo-reason', message: 'Enter why it was wrong' }])
  return orSaysWhy(visit, look, id, 'undo-reason', () =>
    look(async tx => {
      const { reviews } = await pairIn(tx, id)
      if (!reviews.some(one => one.id === reviewId)) throw new NotFound('review')
      await undoReview(tx, reviewId, why)
    }).then(() => goTo(`/hub/matches/${id}?done=undone`)),
  )
}

/** What stands against it is said on the page, with what was typed. */
async function orSaysWhy(
  visit: Visit,
  look: Look,
  id: string,
  field: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work()
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    return pairPage(visit, look, id, [{ field, message: fault.refusal.message }])
  }
}
