/* About everybody else in a report: whom it happens to and who does it, known by name or only by sight. */
import { born, onlyIf, optional, people, reason, type Text, type Told, text } from '#kernel'
import { forAnother } from './begin.ts'

export const knownBy = {
  given: optional(text('First name', 'Enter a first name')),
  family: optional(text('Last name', 'Enter a last name')),
}
export const birth = optional(
  born('Date of birth, or just the year', 'Enter a date of birth, a month and year, or a year'),
)
const vehicle = optional(text('Vehicle, if there was one', 'Enter a vehicle'))
export const described = (label: Text) => optional(reason(label, 'Enter a description', { longest: 2_000 }))

/** Whom it happens to, asked of whoever tells it for another. */
export const whoItHappenedTo = (label: Text, asked: (told: Told) => boolean = forAnother) =>
  onlyIf(
    asked,
    people(
      label,
      { ...knownBy, birth, description: described('If you do not know their name, describe them') },
      { hint: 'Tell us what you know. You can leave anything out' },
    ),
  )

/** Who does it, as far as anybody knows. */
export const whoDidIt = (label: Text) =>
  people(
    label,
    { ...knownBy, description: described('What they look like, or how you know them'), vehicle },
    { hint: 'Leave this empty if you do not know' },
  )
