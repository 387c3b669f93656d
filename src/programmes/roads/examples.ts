import type { ReportDef } from '#kernel'

/** Two whole reports; the people in them are invented. */
export const examples: NonNullable<ReportDef['examples']> = {
  anonymous: {
    title: 'Somebody who walks along a lane without a pavement, and gives no name',
    answers: {
      danger: 'no',
      kinds: ['speed', 'close'],
      where: { kind: 'place', typed: 'The lane to the old mill', chosen: 'as-typed' },
      often: 'days',
      when: { precision: 'ongoing', about: 'Before eight in the morning' },
      users: ['walkers', 'children'],
      vehicles: [],
      wants: ['checks'],
      named: 'no',
    },
  },
  named: {
    title: 'A parent who would join a group',
    answers: {
      danger: 'no',
      kinds: ['speed', 'phone'],
      where: { kind: 'place', typed: 'Outside Brambleford primary school', chosen: 'as-typed' },
      often: 'times',
      when: { precision: 'day', date: '2026-06-16', about: 'at half past eight' },
      users: ['children', 'cyclists'],
      what: 'The lollipop lady has jumped back twice this term.',
      vehicles: [{ plate: 'AB12 CDE', description: 'A silver pick-up' }],
      wants: ['checks', 'watch'],
      named: 'yes',
      given: 'Philippa',
      family: 'Umbrell',
      contactWanted: 'yes',
      email: 'philippa.umbrell@example.org',
      interpreter: 'no',
    },
  },
}
