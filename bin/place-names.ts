/** Anchor points that are named by what is there and not by a street, in words fit for a list. */
const kindsOfPlace: Readonly<Record<string, string>> = {
  'Airport/Airfield': 'Airfield',
  'Bus/Coach Station': 'Bus or coach station',
  'Conference/Exhibition Centre': 'Conference or exhibition centre',
  'Further/Higher Educational Building': 'College or university building',
  Hospital: 'Hospital',
  'Motorway Service Area': 'Motorway services',
  Nightclub: 'Nightclub',
  'Park/Open Space': 'Park or open space',
  'Parking Area': 'Car park',
  'Pedestrian Subway': 'Pedestrian subway',
  'Petrol Station': 'Petrol station',
  'Police Station': 'Police station',
  'Race Track': 'Race track',
  'Shopping Area': 'Shopping area',
  'Sports/Recreation Area': 'Sports or recreation area',
  Supermarket: 'Supermarket',
  'Theatre/Concert Hall': 'Theatre or concert hall',
}

/** A location as police.uk writes it, set right ("Robinson'S Way" becomes "Robinson's Way"), and whether it is a street. */
export function streetName(location: string): { readonly name: string; readonly isStreet: boolean } {
  const kind = kindsOfPlace[location]
  if (kind) return { name: kind, isStreet: false }
  const name = location
    .replace(/'S\b/g, "'s")
    .replace(/(\d)(St|Nd|Rd|Th)\b/g, (_, digit: string, ending: string) => digit + ending.toLowerCase())
    .replace(/\bMc([a-z])/g, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replace(/\bSt\. /g, 'St ')
    .replace(/(?<=[ -])(A|And|At|By|In|Le|Of|On|The|Upon)(?=[ -])/g, word => word.toLowerCase())
  return { name, isStreet: true }
}

/** A GP practice's name from its list in capitals, with the list's abbreviations written out. */
export function practiceName(listed: string): string {
  const words = listed
    .replace('FAM.HTH.CTR', 'FAMILY HEALTH CENTRE')
    .replace(/\bMED CTR\b/g, 'MEDICAL CENTRE')
    .replace(/\bRD\b/g, 'ROAD')
    .toLowerCase()
    .replace(/(^|[ &-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/\bGp Led\b/g, 'GP Led')
    .replace(/(?<=[ -])(In|Of|On|The)(?=[ -])/g, word => word.toLowerCase())
  return /surgery|practice|centre|health/i.test(words) ? words : `${words} (GP practice)`
}
