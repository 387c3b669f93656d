import type { ReportDef } from '#kernel'

/** Two whole reports; the people in them are invented. */
export const examples: NonNullable<ReportDef['examples']> = {
  anonymous: {
    title: 'A carer who sees money go, and gives no name',
    answers: {
      who: 'witness',
      danger: 'no',
      kinds: ['money'],
      what: 'Her nephew keeps her bank card, and there is never any food in the kitchen.',
      needs: 'yes',
      protect: 'no',
      know: 'no',
      when: { precision: 'ongoing', about: 'Every week' },
      where: { kind: 'unknown' },
      adult: [{ description: 'A lady of nearly ninety, in the last house of the lane' }],
      suspects: [{ description: 'Her nephew' }],
      named: 'no',
    },
  },
  named: {
    title: 'A neighbour who may be telephoned',
    answers: {
      who: 'behalf',
      danger: 'no',
      kinds: ['self', 'neglect'],
      what: 'He has not opened the curtains for a week, and the carer did not come.',
      needs: 'yes',
      protect: 'notSure',
      wishes: 'He wants to stay in his own home.',
      know: 'yes',
      when: { precision: 'day', date: '2026-06-14' },
      where: { kind: 'place', typed: 'The almshouses, Brambleford', chosen: 'as-typed' },
      adult: [{ given: 'Ambrose', family: 'Tarrowby', birth: '1941' }],
      suspects: [],
      named: 'yes',
      given: 'Philippa',
      family: 'Umbrell',
      contactWanted: 'yes',
      phone: '01632 960 010',
      phoneUse: 'either',
      phoneSafe: 'yes',
      interpreter: 'no',
      support: 'notSure',
    },
  },
}
