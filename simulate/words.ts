import type { Chance } from './chance.ts'

/** Why it was done, and what those who tell of it say. Abuse is described, never repeated. */
export const strands = ['race', 'religion', 'orientation', 'disability', 'transgender'] as const
export type Strand = (typeof strands)[number]
export type Deed = 'words' | 'threats' | 'violence' | 'damage' | 'spitting' | 'online'

const because: Readonly<Record<Strand, readonly string[]>> = {
  race: [
    'It was about the colour of my skin.',
    'They told me to go back to where I came from.',
    'They mocked the way I speak English.',
  ],
  religion: ['It was about what I wear for my faith.', 'They mocked my religion.', 'They called my faith names.'],
  orientation: [
    'They called me names because I was holding my partner’s hand.',
    'It was because I am gay.',
    'They knew that I live with my husband.',
  ],
  disability: [
    'They laughed at how I walk.',
    'They said I was faking my disability.',
    'They moved my frame out of reach and laughed.',
  ],
  transgender: ['They shouted about what I was wearing and what I am.', 'They kept using my old name on purpose.'],
}

const did: Readonly<Record<Deed, readonly string[]>> = {
  words: [
    'Two young men shouted abuse at me from a parked car.',
    'A neighbour shouted insults over the fence while I was hanging out washing.',
    'A man in the queue called me names, and nobody said anything.',
    'A passenger on the bus swore at me and would not stop.',
  ],
  threats: [
    'He said that I had better watch myself on the way home.',
    'They said they knew which house was mine.',
    'She said that somebody would get hurt if we stayed.',
  ],
  violence: [
    'One of them pushed me and I fell against the wall.',
    'He threw a bottle that hit my arm.',
    'I was hit on the shoulder from behind.',
  ],
  damage: [
    'The word they used was sprayed on our garage door.',
    'Eggs were thrown at our front window for the third time.',
    'Somebody scratched an insult into the side of my car.',
  ],
  spitting: ['They spat on the pavement in front of me.', 'He made a gesture across his throat and spat.'],
  online: [
    'I have had eleven messages from an account without a name.',
    'My photograph was posted in a local group with insulting comments beneath it.',
    'The same number keeps sending voice messages late at night.',
  ],
}

const after = [
  'I have not been sleeping well since.',
  'My children were with me.',
  'I do not want any trouble, I only want it to stop.',
  'I walk another way to work now.',
  'It is the second time this month.',
  'A woman nearby asked if I was all right.',
  '',
]

const seen = [
  'I was waiting for a bus and saw it all.',
  'I work nearby and heard it through the window.',
  'I did not know either of them.',
]
const helping = ['She asked me to fill this in for her.', 'He does not want to talk about it himself.']
const atWork = [
  'They told me about it during an appointment.',
  'A tenant came to our desk this morning, upset.',
  'It came up at drop-in.',
]

export type Who = 'victim' | 'witness' | 'behalf' | 'professional'

/** What happened, in the words of whoever tells it. */
export function account(chance: Chance, who: Who, strand: Strand, deeds: readonly Deed[]): string {
  const opening = { victim: [''], witness: seen, behalf: helping, professional: atWork }[who]
  const told = who === 'victim' ? '' : 'In their words: '
  return [
    chance.one(opening),
    `${told}${deeds.map(deed => chance.one(did[deed])).join(' ')}`,
    chance.one(because[strand]),
    chance.one(after),
  ]
    .filter(Boolean)
    .join(' ')
}

export const suspects = [
  { description: 'A man of about forty with a grey beard, wearing a green coat.' },
  { description: 'Two teenagers on bicycles; one had a red rucksack.' },
  { description: 'A neighbour from the same block. I do not know the name.' },
  { description: 'A woman with short fair hair and a small brown dog.', vehicle: 'A blue van with a dented door' },
  { given: 'Jago', description: 'He drinks outside the shop most evenings.' },
]

export const sites = ['A local group on a social network', 'A messaging app', 'Comments under a video']

export const why = {
  refer: [
    'A hate incident with a person who wants support. Referred so that an officer speaks to them.',
    'Repeated behaviour close to home. Contact and support are needed.',
    'The account is clear and the person was frightened. Referred to the hate crime team.',
    'Somebody was targeted for who they are and may be again. Referred.',
  ],
  signpost: [
    'They asked for advice only. Told about independent support and how to come back to us.',
    'No wish for contact by the police. Given the details of a support service.',
  ],
  'act-now': ['A threat in plain words with a known address. Passed to the duty inspector for action tonight.'],
  'no-further-action': [
    'Nothing here lets us find who it was or reach who was targeted. Kept for the pattern it may belong to.',
    'The account gives no place and no time, and nobody can be asked.',
  ],
} as const

export const wishes = [
  'For it to stop, and for somebody to tell them that it must.',
  'To be kept told. They do not want to go to court.',
  'An apology, if they are found.',
  'To feel safe walking home. They accepted advice about their route.',
]
