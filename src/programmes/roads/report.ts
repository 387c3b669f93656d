import {
  dangerNow,
  howWeTalk,
  isDangerNow,
  kindsOfIt,
  reportTold,
  someone,
  waysToReachYou,
  yourNameAlone,
} from '#asking'
import { choice, choices, happened, optional, people, place, reason, report, text } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form: which road, when, what, and who walks and rides there; a number plate only if it was seen. */
export const roadsReport = report({
  address: '12',
  title: 'Report dangerous driving or speeding',
  about: 'Speeding, racing or dangerous driving on a road where you live, walk, ride or drive',
  door,
  ask: {
    danger: dangerNow('Is somebody in danger on the road now?'),
    kinds: kindsOfIt('What kind of driving is it?', 'Select what kind of driving it is', {
      speed: 'Too fast',
      close: 'Too close to people who walk, cycle or ride',
      overtaking: 'Dangerous overtaking',
      racing: 'Racing or showing off',
      phone: 'With a phone in the hand',
      drink: 'After drink or drugs',
      belt: 'Without seat belts',
      other: 'Something else',
    }),
    where: place('Which road?', 'Select which road', 'A street, a postcode, or somewhere well known nearby'),
    often: choice('How often?', 'Select how often', {
      once: 'Once',
      sometimes: 'Now and then',
      days: 'Most days',
      times: 'At certain times, such as when school begins',
    }),
    when: happened('When did you last see it?', 'Select how exactly you know when it was'),
    users: choices(
      'Who walks or rides there?',
      'Select who walks or rides there, or that you are not sure',
      {
        children: 'Children, near a school or a park',
        older: 'Older or disabled people',
        walkers: 'People on foot where there is no pavement',
        cyclists: 'People on cycles',
        riders: 'People on horses',
        notSure: { label: 'I am not sure', alone: true },
      },
      'Select all that apply',
    ),
    what: optional(reason('Is there anything you want us to know?', 'Enter what you want us to know')),
    vehicles: people(
      'Did you see which vehicle?',
      {
        plate: optional(text('Number plate', 'Enter a number plate', { longest: 20 })),
        description: optional(
          reason('Make, colour, or what the driver looks like', 'Enter a description', { longest: 2_000 }),
        ),
      },
      { hint: 'Leave this empty if you do not know' },
    ),
    wants: choices(
      'What would help?',
      'Select what would help, or that you are not sure',
      {
        checks: 'Speed checks',
        road: 'A change of the road or its signs',
        watch: 'To hear about Community Speed Watch',
        nothing: 'Only that somebody knows',
        notSure: { label: 'I am not sure', alone: true },
      },
      'Select all that apply',
    ),
    ...yourNameAlone(),
    ...waysToReachYou(),
    ...howWeTalk(),
  },
  groups: [
    { title: 'Safety first', of: ['danger'] },
    { title: 'The road', of: ['kinds', 'where', 'often', 'when', 'users', 'what'] },
    { title: 'The vehicle', of: ['vehicles', 'wants'] },
    {
      title: 'About you',
      of: [
        ...(['named', 'given', 'family', 'contactWanted', 'phone', 'phoneUse', 'phoneSafe'] as const),
        ...(['email', 'safeTimes', 'safeWords', 'interpreter', 'speaks'] as const),
      ],
    },
  ],
  danger: isDangerNow,
  examples,
  tell: answers => {
    const told = reportTold(
      { ...answers, who: 'me' },
      { concerned: 'resident', happened: answers.when, where: answers.where },
    )
    const drivers = answers.vehicles.map(({ plate, description }) =>
      someone('driver', { given: undefined, family: undefined, description, vehicle: plate }),
    )
    return { ...told, people: [...told.people, ...drivers] }
  },
})
