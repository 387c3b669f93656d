import type { Installation, Place } from '#kernel'

const asked = ['High Street', 'Station Road', 'Church Street', 'Church Road', 'Mill Lane', 'School Lane', 'Park Road']
  .concat(['Queens Road', 'Victoria Road', 'Albert Street', 'Market Place', 'Coventry Road', 'Warwick Road'])
  .concat(['Regent Street', 'Clifton Road', 'Oxford Street'])

export type Whereabouts = Readonly<{ place: Place; typed: string }>

/** Streets that the area's gazetteer knows, as a person would type and choose them; none where it knows none. */
export function streetsOf(house: Pick<Installation, 'places'>): readonly Whereabouts[] {
  return asked.flatMap(typed => house.places.find(typed).map(place => ({ place, typed })))
}

/** The council of each district, by the district's GSS code. */
export const councils: Readonly<Record<string, string>> = {
  E07000218: 'north-warwickshire-borough-council',
  E07000219: 'nuneaton-and-bedworth-borough-council',
  E07000220: 'rugby-borough-council',
  E07000221: 'stratford-on-avon-district-council',
  E07000222: 'warwick-district-council',
}

/** A gazetteer that remembers what answered to a text, for those who ask the same a hundred times. */
export function remembering(places: Installation['places']): Installation['places'] {
  const known = new Map<string, ReturnType<Installation['places']['find']>>()
  return {
    get: id => places.get(id),
    find: text => {
      const already = known.get(text)
      if (already) return already
      const found = places.find(text)
      known.set(text, found)
      return found
    },
  }
}
