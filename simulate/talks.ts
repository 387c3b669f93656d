/*
 * What is said after some reports of the small county, by the functions that the pages call: a few conversations told by
 * hand, and, of the reports that the lives are of, what was told when they were closed and how those who reported found it.
 */
import pg from 'pg'
import { type Database, hashed, type Installation, type ReportId, receiptFor, type Tx } from '#kernel'
import {
  answer,
  answerSurvey,
  askForDeletion,
  comeBack,
  decideDeletion,
  foundHelpful,
  seeMessages,
  sendOf,
  tellStatus,
  toldSoFar,
  write,
} from '../src/conversation/index.ts'
import { castList, type Part } from './cast.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { harmStories } from './harm-stories.ts'
import { harmKey } from './harms.ts'
import type { Life } from './lives.ts'
import { endings, type TalkStory, type Turn, talkStories } from './talk-stories.ts'

type Stage = Readonly<{ database: Database; house: Installation; until: Date; ownerUrl: string }>

const hour = 3_600_000
const day = 24 * hour

/** Lets the conversations happen, each in the order of its time; nothing of them is sent to anybody again today. */
export async function liveTalks(stage: Stage, lives: readonly Life[], since: Date): Promise<void> {
  const { house, until } = stage
  const told = talkStories.filter(story => house.programmes.has(story.kind) && reportedAt(stage, story) > since)
  const closed = lives.flatMap(life => closedOf(life, until))
  // Each is a matter of its own, so that a few may go on at once.
  const waiting = [...told.map(story => () => talk(stage, story)), ...closed.map(one => () => survey(stage, one))]
  const some = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next()
  }
  await Promise.all([some(), some(), some(), some()])
  await forgetNews(stage)
}

const hashOf = ({ house }: Stage, sendKey: string): Buffer => hashed(receiptFor(house.sealer, sendKey))

function reportedAt({ until }: Stage, { kind, example }: TalkStory): Date {
  const story = harmStories.find(one => one.kind === kind)!
  return new Date(until.getTime() - story[example].ago * hour)
}

async function talk(stage: Stage, story: TalkStory): Promise<void> {
  const hash = hashOf(stage, harmKey(story.kind, story.example))
  for (const [index, turn] of story.turns.entries()) {
    const at =
      'ago' in turn
        ? new Date(stage.until.getTime() - turn.ago * hour)
        : new Date(reportedAt(stage, story).getTime() + turn.after * hour)
    await take(stage, hash, turn, `${story.kind} ${index}`, at)
  }
}

async function take(stage: Stage, hash: Buffer, turn: Turn, once: string, at: Date): Promise<void> {
  if (turn.do === 'write' || turn.do === 'ask-deletion') {
    const coming = { hash, send: sendOf(once, turn.words) }
    const [deed, action] =
      turn.do === 'write' ? [write, 'conversation.write'] : [askForDeletion, 'conversation.ask-deletion']
    await asReporter(stage, action, at, tx => deed(tx, coming, turn.words))
  } else if (turn.do === 'read') {
    await asReporter(stage, 'conversation.helpful', at, tx => read(tx, hash, turn.helpful))
  } else {
    const id = await asReporter(stage, 'conversation.open', at, async tx => (await comeBack(tx, hash))!.reportId)
    await tell(stage, id, turn, once, at)
  }
}

type Told = Extract<Turn, { by: Part }>

async function tell(stage: Stage, id: ReportId, turn: Told, once: string, at: Date): Promise<void> {
  const telling = { once, words: turn.words }
  const action = turn.do === 'decide-deletion' ? 'conversation.decide-deletion' : 'conversation.tell'
  await asStaff(stage, turn.by, action, at, async tx => {
    await seeMessages(tx, id)
    if (turn.do === 'answer') await answer(tx, id, telling)
    else if (turn.do === 'status') await tellStatus(tx, id, { ...telling, outcome: turn.outcome, careful: [] })
    else await decideDeletion(tx, id, { ...telling, outcome: turn.outcome, why: turn.why })
  })
}

/** They see what was written, and perhaps say of the latest whether it helped. */
async function read(tx: Tx, hash: Buffer, helpful: boolean | undefined): Promise<void> {
  const returned = await comeBack(tx, hash)
  const [last] = returned ? (await toldSoFar(tx, hash, returned)).filter(one => one.side === 'service') : []
  if (last && helpful !== undefined) await foundHelpful(tx, hash, last.id, helpful)
}

/** A report that was closed long enough ago, and by whom that was told. */
type Closed = Readonly<{ life: Life; at: Date }>

/** Not those of the last weeks: somebody is still working on them. */
function closedOf(life: Life, until: Date): readonly Closed[] {
  const last = life.strides.at(-1)?.at ?? life.triage?.at
  if (!last || last.getTime() > until.getTime() - 20 * day) return []
  return [{ life, at: new Date(last.getTime() + hour) }]
}

/** They are told that it is closed; most come back, and most of those say how it was. */
async function survey(stage: Stage, { life, at }: Closed): Promise<void> {
  const chance = chanceFrom(9_000_011 + life.number)
  const hash = hashOf(stage, life.key)
  const id = await asReporter(stage, 'conversation.open', at, async tx => (await comeBack(tx, hash))!.reportId)
  const told = { once: `closed ${life.key}`, words: chance.one(endings), outcome: 'closed', ask: 'yes' } as const
  await asStaff(stage, 'triage', 'conversation.tell', at, tx => tellStatus(tx, id, { ...told, careful: [] }))
  if (!chance.percent(72)) return
  const back = new Date(at.getTime() + chance.between(20, 200) * hour)
  if (back > stage.until) return
  await asReporter(stage, 'conversation.survey', back, async tx => {
    await read(tx, hash, chance.percent(40) ? chance.percent(80) : undefined)
    await answerSurvey(tx, hash, chance.percent(88) ? answersOf(chance) : [0, 0, 0, 0, 0])
  })
}

/** Five answers of somebody who found it good on the whole, or not; being kept told is what most find wanting. */
function answersOf(chance: Chance): readonly number[] {
  const pleased = chance.percent(74)
  const one = (less = 0) =>
    chance.percent(8) ? 0 : Math.max(1, chance.between(pleased ? 4 : 1, pleased ? 5 : 3) - less)
  return [one(), one(), one(chance.percent(35) ? 1 : 0), one(), pleased ? chance.between(4, 5) : chance.between(1, 3)]
}

/** What was told long ago is not sent to anybody's telephone when the product first starts. */
async function forgetNews({ ownerUrl, until }: Stage): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(
      "update kernel.outbox set handled_at = at where event like 'conversation.%' and handled_at is null and at < $1",
      [new Date(until.getTime() - 2 * day)],
    )
  } finally {
    await client.end()
  }
}

const asReporter = <T>({ database }: Stage, action: string, at: Date, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.as({ actor: { kind: 'public' }, action, purpose: 'report-harm', at }, work)

const asStaff = <T>(
  { database }: Stage,
  by: Part,
  action: string,
  at: Date,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  database.as(
    {
      actor: { kind: 'user', id: castList[by].id },
      action,
      purpose: castList[by].grants.some(held => held.startsWith('hub:')) ? 'triage' : 'work-on-case',
      at,
    },
    work,
  )
