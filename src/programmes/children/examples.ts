import type { ReportDef } from '#kernel'

/** Two whole reports; the people in them are invented. */
export const examples: NonNullable<ReportDef['examples']> = {
  anonymous: {
    title: 'A neighbour who hears something, and gives no name',
    answers: {
      who: 'witness',
      danger: 'no',
      kinds: ['neglect', 'adults'],
      what: 'The two little ones play in the yard until late and ask us for bread.',
      when: { precision: 'ongoing', about: 'Most evenings' },
      where: { kind: 'place', typed: 'The yard behind the old maltings', chosen: 'as-typed' },
      child: [{ description: 'A boy of about five' }, { description: 'His little sister' }],
      suspects: [],
      named: 'no',
    },
  },
  named: {
    title: 'A teacher to whom a child said something',
    answers: {
      who: 'professional',
      danger: 'no',
      kinds: ['hurt', 'fear'],
      what: 'He flinched when I raised my hand to write, and has a bruise on his upper arm.',
      childWords: '“I fell. Dad said to say I fell.”',
      when: { precision: 'day', date: '2026-06-16', about: 'in the second lesson' },
      where: { kind: 'place', typed: 'Brambleford primary school', chosen: 'as-typed' },
      child: [{ given: 'Rufus', family: 'Tarrowby', birth: '2018', school: 'Brambleford primary school' }],
      suspects: [],
      parentsKnow: 'no',
      whyNot: 'He is afraid of his father.',
      named: 'yes',
      given: 'Philippa',
      family: 'Umbrell',
      contactWanted: 'yes',
      phone: '01632 960 009',
      phoneUse: 'call',
      phoneSafe: 'yes',
      email: 'philippa.umbrell@example.org',
      interpreter: 'no',
      support: 'no',
    },
  },
}
