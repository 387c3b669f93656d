import { choice, step } from '#kernel'

/**
 * The step that a zone drawn, drawn anew or taken away leaves in the chronology. It asks for no words, since more people
 * read the chronology than may know where the zone lies; the zone's own page takes it.
 */
export const zone = step({
  title: 'Record an exclusion zone',
  from: ['considered', 'drafted', 'authorised', 'issued', 'served', 'listed', 'adjourned', 'granted', 'active'],
  by: ['officer', 'supervisor'],
  ownPage: true,
  ask: {
    note: choice('What was done?', 'Select what was done', {
      drawn: 'A zone was drawn',
      anew: 'The zone was drawn anew',
      away: 'The zone was taken away',
    }),
  },
})
