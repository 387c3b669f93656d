/** People into columns: from objects, and from files of any usual kind. */
export { type FaultCount, type FaultKind, type RowFault, saysFault } from './faults.ts'
export { type ColumnMap, mapFrom, mapFromText } from './map.ts'
export { peopleFrom } from './people-from.ts'
export { type PeopleRead, type ReadAsked, readPeople } from './read-people.ts'
export { type RowsSeen, rowsSeenIn } from './rows-seen.ts'
export { dateIn, plainNumber } from './standards.ts'
export { Unreadable } from './unreadable.ts'
export { wordAt } from './words.ts'
