import type { ErrorMessageOptions } from '../components/parts.ts'
import { select } from '../components/select.ts'
import type { Html } from '../html.ts'
import type { Visit } from '../route.ts'
import { basisTitle } from './words.ts'

/** The lawful bases that this reader's kind of agency may rely on, each with where it stands in law. */
export function basisSelect(
  { house, signedIn }: Visit,
  value: string,
  more: Readonly<{ errorMessage?: ErrorMessageOptions }>,
  name = 'lawfulBasis',
): Html {
  const kind = house.agencies.find(agency => agency.id === signedIn?.agencyId)?.kind
  const theirs = house.lawfulBases.filter(basis => kind !== undefined && basis.agencyKinds.includes(kind))
  const offered = theirs.length ? theirs : house.lawfulBases
  return select({
    id: name.replaceAll('.', '-'),
    name,
    value,
    label: { text: 'Under which lawful basis?', classes: 'govuk-label--m' },
    classes: 'sk-select--wide',
    items: [
      { value: '', text: 'Select' },
      ...offered.map(({ id, confidence }) => ({
        value: id,
        text: `${basisTitle(id, house)}${confidence === 'check' ? ', unverified' : ''}`,
      })),
    ],
    ...more,
  })
}
